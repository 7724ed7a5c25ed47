# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.sources import reads as documents


@open_to_all
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show all sources."""
    return render(request, "pathway/sources.html", {"found": documents.documents()})
