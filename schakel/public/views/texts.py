# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages of text: how the facts come about, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all


def _page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "public/text.html", {"name": name})


@open_to_all
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _page(request, "about")


@open_to_all
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "accessibility")


@open_to_all
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "privacy")
