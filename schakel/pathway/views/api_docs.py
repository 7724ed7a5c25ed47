# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page that says how programs ask the same questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all


@open_to_all
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """List the questions of the API."""
    return render(request, "pathway/api_docs.html", {})
