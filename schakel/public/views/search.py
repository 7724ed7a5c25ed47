# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.search.reads import search as searched


@open_to_all
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words of the box."""
    text = request.GET.get("q", "").strip()
    answer = searched(text, get_language() or "nl", limit=50)
    return render(request, "public/search.html", {"text": text, "answer": answer})
