# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The map of the site for search engines: the open pages, and everything that our own search finds."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.search.reads import addresses

PAGES = (
    *("home", "therapies", "conditions", "news", "products", "authorisations", "compare", "standard", "checklist"),
    *("windows", "leverage", "organisations", "initiatives", "activity", "timeline", "bottlenecks", "followup"),
    *("figures", "solutions", "standards", "questions", "register", "classification", "routes", "settings"),
    *("groups", "horizon", "scenarios", "allocation", "forecast_backtest", "sources", "glossary", "open_data"),
    *("about", "accessibility", "privacy"),
)
MOST = 50_000  # what the protocol allows in one file


@open_to_all
@require_safe
def sitemap(_request: HttpRequest) -> HttpResponse:
    """One address per page; both languages stand at the same address."""
    site = settings.SCHAKEL_SITE.rstrip("/")
    lines = "".join(f"<url><loc>{escape(site + path)}</loc></url>\n" for path in paths())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{head}{lines}</urlset>\n", content_type="application/xml; charset=utf-8")


def paths() -> Iterator[str]:
    """Every open page once."""
    told = dict.fromkeys(reverse(name) for name in PAGES)
    told.update(dict.fromkeys(path for path in addresses() if "?" not in path and "#" not in path))
    yield from list(told)[:MOST]
