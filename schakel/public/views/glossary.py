# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The glossary page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all


@open_to_all
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word of Schakel, once."""
    return render(request, "public/glossary.html", {})
