# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain files that programs ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /people/
Disallow: /proposals/
Disallow: /moderation/
Disallow: /following/
Disallow: /notifications/
Disallow: /unsubscribe/

Sitemap: {site}
"""
# RFC 9116 advises that the file is renewed within a year; a file made on request is always fresh.
FRESH = timedelta(days=30)


@open_to_all
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: pages for people with an account."""
    site = settings.SCHAKEL_SITE.rstrip("/") + reverse("sitemap")
    return HttpResponse(ROBOTS.format(site=site), content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); no file where the installation named nobody."""
    if not settings.SCHAKEL_SECURITY_CONTACT:
        raise Http404("no contact is set")
    expires = (timezone.now() + FRESH).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [f"Contact: {settings.SCHAKEL_SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: nl, en"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
