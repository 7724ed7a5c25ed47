# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Open data: every public table as CSV and JSON, with what its columns mean, and a catalogue for programs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import condition, require_safe

from schakel.audit.reads import newest
from schakel.people.door import open_to_all
from schakel.public.datasets import field, therapies
from schakel.public.datasets.dataset import Dataset
from schakel.public.views.told import today
from schakel.ui.files import csv_text

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
EVERY = {one.id: one for one in (*therapies.EVERY, *field.EVERY)}
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
KEEP = 24 * 3600


@dataclass(frozen=True, slots=True)
class Built:
    """A data set as it is now. `tag` is the digest of its rows, which is its version too."""

    rows: tuple[tuple[Any, ...], ...]
    tag: str


@open_to_all
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show what can be downloaded."""
    sets = [(one, len(built(one).rows)) for one in EVERY.values()]
    context = {"sets": sets, "total": sum(count for _one, count in sets), "changed": changed(), "licence": LICENCE}
    return render(request, "public/open_data.html", context)


def built(one: Dataset) -> Built:
    """The rows of a data set. Every change leaves an entry in the trail, so until the next one they are the same."""
    key = f"data:{one.id}:{newest()[0]}:{today()}"
    found = cache.get(key)
    if found is None:
        rows = tuple(map(tuple, one.rows()))
        found = Built(rows, sha256(repr(rows).encode()).hexdigest()[:32])
        cache.set(key, found, KEEP)
    return found


def changed() -> datetime | None:
    """When anything here changed last."""
    return newest()[1]


def _tag(_request: HttpRequest, id: str, kind: str) -> str | None:  # noqa: A002
    return f'"{built(EVERY[id]).tag}-{kind}"' if id in EVERY else None


@open_to_all
@require_safe
@condition(etag_func=_tag)
def dataset(_request: HttpRequest, id: str, kind: str) -> HttpResponse:  # noqa: A002 - the word of the address
    """Send one data set; with If-None-Match of what you have, 304 says that it is the same."""
    if id not in EVERY or kind not in KINDS:
        raise Http404("no such data set")
    one = EVERY[id]
    write: Callable[[Dataset, Built], str] = _csv if kind == "csv" else _json
    response = HttpResponse(write(one, built(one)), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="schakel-{id}.{kind}"'
    response["Link"] = f'<{LICENCE}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _csv(one: Dataset, found: Built) -> str:
    head = [column.name for column in one.columns]
    return "\ufeff" + csv_text([head, *([_cell(value) for value in row] for row in found.rows)])


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _json(one: Dataset, found: Built) -> str:
    names = [column.name for column in one.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found.rows]
    return json.dumps({"id": one.id, "licence": LICENCE, "version": found.tag, "rows": rows}, ensure_ascii=False)


@open_to_all
@require_safe
def data_catalogue(_request: HttpRequest) -> HttpResponse:
    """The catalogue of all data sets in the words of DCAT, as JSON-LD."""
    response = HttpResponse(json.dumps(catalogue(), ensure_ascii=False), content_type="application/ld+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def catalogue() -> dict[str, Any]:
    """Titles and descriptions in both languages, addresses, licence, when it changed, and how to get each."""
    told = {"dct:modified": changed().isoformat()} if changed() else {}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "dct:license": {"@type": "@id"},
            "dct:language": {"@type": "@id"},
            "dcat:landingPage": {"@type": "@id"},
            "dcat:downloadURL": {"@type": "@id"},
        },
        "@id": address("data_catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": both(lambda: _("Open data of Schakel")),
        "dct:description": both(lambda: _("Sourced facts on cell and gene therapies in the Netherlands.")),
        "dct:license": LICENCE,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Schakel"},
        **told,
        "dcat:dataset": [_described(one, told) for one in EVERY.values()],
    }


def _described(one: Dataset, told: dict[str, str]) -> dict[str, Any]:
    return {
        "@id": f"{address('open_data')}#{one.id}",
        "@type": "dcat:Dataset",
        "dct:identifier": one.id,
        "dct:title": both(lambda: str(one.title)),
        "dct:description": both(lambda: str(one.means)),
        "dct:license": LICENCE,
        "dcat:landingPage": address(one.page),
        "dcat:keyword": ["ATMP", "cell therapy", "gene therapy", "Netherlands"],
        **told,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": address("dataset", one.id, kind),
                "dcat:mediaType": KINDS[kind].partition(";")[0],
                "dct:license": LICENCE,
            }
            for kind in KINDS
        ],
    }


def both(words: Callable[[], str]) -> list[dict[str, str]]:
    """The same words in Dutch and English."""
    found = []
    for lang in ("nl", "en"):
        with override(lang):
            found.append({"@language": lang, "@value": str(words())})
    return found


def address(name: str, *args: str) -> str:
    """The whole address of a page, as a program elsewhere needs it."""
    return settings.SCHAKEL_SITE.rstrip("/") + reverse(name, args=args)
