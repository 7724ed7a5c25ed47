# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.people.door import open_to_all


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say on one screen what this is, with a live comparison."""
    return render(request, "public/home.html", {"counts": reads.counts()})
