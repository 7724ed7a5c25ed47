# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain files that programs ask for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /people/
Disallow: /proposals/
"""


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: pages for people with an account."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    return HttpResponse(status=404)
