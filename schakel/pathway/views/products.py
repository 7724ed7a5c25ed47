# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of products."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.people.door import open_to_all


@open_to_all
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """Show all products."""
    return render(request, "pathway/products.html", {"found": reads.facts().profiles})
