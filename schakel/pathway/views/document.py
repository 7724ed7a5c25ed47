# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing another version of a source: every fact that cites the document would cite the new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.actions.proposals import RefusedError, propose_document
from schakel.pathway.forms import DocumentForm
from schakel.pathway.models import Proposal
from schakel.pathway.views.told import Difference, told
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.sources.models import Document
from schakel.sources.reads import document as document_of
from schakel.values import plain


@requires(Permission.SOURCE_PROPOSE)
@require_http_methods(["GET", "POST"])
def propose_source(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form over the document as it is known, with every fact that cites it; POST puts the proposal."""
    document = document_of(key)
    if document is None:
        raise Http404(key)
    form = DocumentForm(request.POST or None, countries=countries(), initial=_said(document))
    if form.is_valid() and (proposal := _proposed(request, document, form)):
        messages.success(request, _("Proposed. A second person decides."))
        return redirect("proposal", id=proposal.pk)
    context = {"form": form, "document": document, "cited": _cited(key)}
    return render(request, "pathway/propose_source.html", context, status=422 if form.errors else 200)


def document_context(found: Proposal) -> dict[str, Any]:
    """Before and after of a proposal about a document, and the facts that cite it."""
    assert found.document is not None
    before, after = _said(found.document), plain.loads(found.item)
    names = DocumentForm.words()
    pairs = ((name, str(before.get(part, "")), str(after.get(part, ""))) for part, name in names.items())
    return {
        "title": found.document.title,
        "document": found.document,
        "differences": [Difference(*pair) for pair in pairs if pair[1] != pair[2]],
        "cited": _cited(found.document.key) if found.state == Proposal.OPEN else [],
    }


def countries() -> dict[str, str]:
    """The countries that a document may be of, besides the Union, in words."""
    lang, words = get_language(), terms()
    used = {r.citation.document.jurisdiction for profile in reads.facts().profiles for r in profile.requirements}
    codes = {*words.sections.get("jurisdictions", {}), *used} - {None, "EU"}
    return {code: words.label("jurisdictions", code).in_(lang) for code in sorted(filter(None, codes))}


def _proposed(request: HttpRequest, document: Document, form: DocumentForm) -> Proposal | None:
    said = form.cleaned_data
    try:
        by = person_of(request).actor
        return propose_document(by=by, document=document, item=form.item, reason=said["reason"])
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return None


def _said(document: Document) -> dict[str, str]:
    told_of = {
        "doc": document.title,
        "version": document.version,
        "url": document.url,
        "jurisdiction": document.jurisdiction,
        "second_best": document.second_best,
    }
    return {name: value for name, value in told_of.items() if value}


def _cited(key: str) -> list[Any]:
    facts, words, lang = reads.facts(), terms(), get_language()
    return [told(requirement, facts, words, lang) for requirement in reads.citing(key)]
