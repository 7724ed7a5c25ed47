# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A target product profile as a form. What is typed goes back to whoever typed it as a file; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schakel.people.door import open_to_all
from schakel.regulatory import rules
from schakel.regulatory.engine.profile import (
    MOST_BYTES,
    MOST_SIGNS,
    Answer,
    Field,
    ProfileError,
    Template,
    from_json,
    to_json,
)
from schakel.regulatory.engine.references import Reference
from schakel.regulatory.exports.paper import Block, Paper, paper_pdf
from schakel.regulatory.exports.paper_docx import KIND as WORD
from schakel.regulatory.exports.paper_docx import paper_docx
from schakel.regulatory.views.words import source_rows, told
from schakel.ui.files import file_response

CLASS = "atmp_class"
NAME = "schakel-target-product-profile"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with what stands in it. `suggested` is filled in for the class that a classification led to."""

    id: str
    pair: bool
    label: str
    hint: str
    own: bool
    references: tuple[Reference, ...]
    target: str
    minimum: str


@dataclass(frozen=True, slots=True)
class SectionView:
    id: str
    label: str
    fields: list[FieldView]


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show the form, take a file back, or send what was typed as JSON, Word or PDF."""
    template, lang = rules.profile_template(), get_language() or "nl"
    if request.method != "POST":
        return _page(request, template, _suggested(request, lang), lang)
    filled = {name: _typed(request, field) for name, field in template.fields.items()}
    action = request.POST.get("action")
    if action == "load":
        return _loaded(request, template, lang)
    if fault := _too_long(filled, template, lang):
        return _page(request, template, filled, lang, fault=fault)
    match action:
        case "json":
            return file_response(f"{NAME}.json", to_json(template, filled).encode(), "application/json")
        case "docx":
            return file_response(f"{NAME}.docx", paper_docx(_paper(template, filled, lang), timezone.now()), WORD)
        case "pdf":
            return file_response(f"{NAME}.pdf", paper_pdf(_paper(template, filled, lang)), "application/pdf")
    return _page(request, template, filled, lang, fault=_("Choose what to do with the profile."))


def _typed(request: HttpRequest, field: Field) -> Answer:
    target = request.POST.get(field.id, "").replace("\r\n", "\n").strip()
    minimum = request.POST.get(f"{field.id}.minimum", "").replace("\r\n", "\n").strip() if field.pair else ""
    return Answer(target, minimum)


def _suggested(request: HttpRequest, lang: str) -> dict[str, Answer]:
    """The class that the answers in the address lead to; answers that are none suggest nothing."""
    tree = rules.classification()
    given = {name: request.GET[name] for name in tree.questions if name in request.GET}
    try:
        found = tree.classify(tree.checked_facts(given))
    except ValueError:
        return {}
    return {CLASS: Answer(found.outcome.label.in_(lang))} if found.outcome else {}


def _loaded(request: HttpRequest, template: Template, lang: str) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _page(request, template, {}, lang, fault=_("Choose a file first."))
    try:
        filled = from_json(template, file.read(MOST_BYTES + 1))
    except ProfileError as error:
        sentences = {
            "too_large": _("This file is too large to be a profile."),
            "not_json": _("This file is not JSON."),
            "not_profile": _("This file is not a profile that this page made: %(name)s."),
            "field": _("This file has a field that a profile does not have: %(name)s."),
        }
        return _page(request, template, {}, lang, fault=sentences[error.what] % {"name": error.name or "–"})
    return _page(request, template, filled, lang, note=_("The file is loaded. It was not stored."))


def _too_long(filled: Mapping[str, Answer], template: Template, lang: str) -> str:
    for name, answer in filled.items():
        if max(len(answer.target), len(answer.minimum)) > MOST_SIGNS:
            words = {"field": template.fields[name].label.in_(lang), "most": MOST_SIGNS}
            return _("%(field)s: at most %(most)s characters.") % words
    return ""


def _page(
    request: HttpRequest,
    template: Template,
    filled: Mapping[str, Answer],
    lang: str,
    *,
    fault: str = "",
    note: str = "",
) -> HttpResponse:
    sections = [
        SectionView(
            section.id,
            section.label.in_(lang),
            [_field(field, filled.get(field.id, Answer()), lang) for field in section.fields],
        )
        for section in template.sections
    ]
    context = {
        "sections": sections,
        "about": template.about.in_(lang),
        "pair": template.pair.in_(lang),
        "references": template.references,
        "fault": fault,
        "note": note,
        "most": MOST_SIGNS,
        "version": template.version,
    }
    return render(request, "regulatory/profile.html", context, status=400 if fault else 200)


def _field(field: Field, answer: Answer, lang: str) -> FieldView:
    return FieldView(
        field.id,
        field.pair,
        field.label.in_(lang),
        told(field.hint, lang),
        field.own,
        field.references,
        answer.target,
        answer.minimum,
    )


def _paper(template: Template, filled: Mapping[str, Answer], lang: str) -> Paper:
    """Every field, also an empty one: what is not known yet is part of the profile."""
    head, blocks = (_("Field"), _("Target"), _("Minimum")), []
    for section in template.sections:
        rows = tuple(_row(field, filled.get(field.id, Answer()), lang) for field in section.fields)
        blocks += [Block("heading", section.label.in_(lang)), Block("table", rows=(head, *rows), widths=(3, 5, 4))]
    references = dict.fromkeys(r for field in template.fields.values() for r in field.references if r.url)
    heads = (_("Source"), _("Section"), _("Address"))
    blocks += [
        Block("heading", _("Where the fields come from")),
        Block("table", rows=(heads, *source_rows(references)), widths=(4, 2, 4)),
    ]
    name = filled.get("name", Answer()).target
    return Paper(
        title=_("Target product profile: %(name)s") % {"name": name} if name else _("Target product profile"),
        lead=template.about.in_(lang),
        lang=lang[:2],
        foot=_("Filled in by its author; Schakel did not check it and did not store it."),
        version=_("fields of %(version)s") % {"version": template.version},
        page=_("page {} of {}"),
        blocks=tuple(blocks),
    )


def _row(field: Field, answer: Answer, lang: str) -> tuple[str, str, str]:
    return field.label.in_(lang), answer.target or "–", (answer.minimum or "–") if field.pair else ""
