# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one document: every fact that cites it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.pathway import reads
from schakel.people.door import open_to_all
from schakel.sources import reads as sources


@open_to_all
@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show a document and what rests on it."""
    document = sources.document(key)
    if document is None:
        raise Http404(key)
    return render(request, "pathway/source.html", {"document": document, "cited": reads.citing(key)})
