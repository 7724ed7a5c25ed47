# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of all authorisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.catalogue import reads
from schakel.people.door import open_to_all


@open_to_all
@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """Every ATMP that was ever authorised centrally in the EU, by year."""
    return render(request, "catalogue/authorisations.html", {"found": reads.authorisations()})
