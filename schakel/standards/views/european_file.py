# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The European file of a standard: choose the differences, then take them as Word or PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.pathway.engine.requirement import Facts
from schakel.pathway.reads import facts
from schakel.people.door import open_to_all
from schakel.standards import reads
from schakel.standards.engine.dossier import Chapter, Dossier, FirmAnswer, positions, touched
from schakel.standards.exports.dossier_docx import dossier_docx
from schakel.standards.exports.dossier_pdf import dossier_pdf
from schakel.standards.models import Asked, Question, Version
from schakel.standards.views.consultation import DOCX
from schakel.standards.views.lines import LineView, Teller
from schakel.standards.views.shared import language
from schakel.standards.views.standards import numbered_or_404, state_words, title_of, versions_or_404
from schakel.ui.files import file_response
from schakel.ui.signs import VERDICT_WORDS

LONGEST_NAME = 200


@open_to_all
@require_safe
def european_file(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Choose lines (`line`) of a version; with `format` the file about them. The address keeps the choice."""
    standard, versions = versions_or_404(request, id)
    asked = request.GET.get("version", "")
    shown = reads.shown(versions)
    version = numbered_or_404(versions, int(asked)) if asked.isdecimal() and len(asked) < 6 else shown
    chosen = set(request.GET.getlist("line"))
    chapters = _chapters(version, facts(), language())
    taken = [chapter for chapter in chapters if not chosen or chapter.key in chosen]
    dossier = _dossier(request, version, taken)
    name = f"schakel-european-file-{standard.pk}-{version.number}"
    match request.GET.get("format"):
        case "docx":
            return file_response(f"{name}.docx", dossier_docx(dossier, language()), DOCX)
        case "pdf":
            return file_response(f"{name}.pdf", dossier_pdf(dossier, language()), "application/pdf")
    context = {
        "standard": standard,
        "version": version,
        "title": title_of(standard),
        "dossier": dossier,
        "chapters": [(chapter, not chosen or chapter.key in chosen) for chapter in chapters],
    }
    return render(request, "standards/european_file.html", context)


def _dossier(request: HttpRequest, version: Version, chapters: list[Chapter]) -> Dossier:
    known = facts()
    slugs = [slug for slug in reads.slugs_of(version) if slug in known.by_slug]
    holders = [(known.by_slug[s].product.brand, known.by_slug[s].product.identity.mah) for s in slugs]
    return Dossier(
        title=title_of(version.standard),
        version=str(version.number),
        state=state_words(version.state),
        compiled_by=request.GET.get("by", "").strip()[:LONGEST_NAME],
        made_on=timezone.localdate(),
        products=touched(chapters, holders),
        chapters=tuple(chapters),
    )


def _chapters(version: Version, known: Facts, lang: str) -> list[Chapter]:
    """One per aspect of the standard on which its products differ, with all its lines."""
    lines: dict[tuple[str, str], list[LineView]] = {}
    teller = Teller(version, known, lang)
    for value, view in zip(teller.values, teller.lines(), strict=True):
        lines.setdefault(value.place, []).append(view)
    asked: dict[tuple[str, str], list[Question]] = {}
    for question in reads.asked_about(list(lines)):
        asked.setdefault((question.step, question.aspect), []).append(question)
    found = (_chapter(place, views, asked.get(place, []), teller) for place, views in lines.items())
    return [chapter for chapter in found if chapter is not None]


def _chapter(
    place: tuple[str, str], views: list[LineView], questions: list[Question], teller: Teller
) -> Chapter | None:
    now = reads.difference_now(teller.facts, teller.slugs, *place)
    if now is None or len(now.products) < 2 or now.verdict == "equal":
        return None
    first = views[0]
    return Chapter(
        key=f"{place[0]}.{place[1]}",
        heading=f"{first.step}: {first.aspect}",
        verdict=str(VERDICT_WORDS[now.verdict]),
        rule=" · ".join(dict.fromkeys(view.rule for view in views)),
        explanation=" ".join(dict.fromkeys(view.text for view in views if view.text)),
        extra=tuple(sentence for view in views for sentence in view.extra),
        lost=tuple(sentence for view in views for sentence in view.lost),
        positions=positions(now, teller.lang),
        answers=tuple(_answer(asked) for question in questions for asked in question.asked.all()),
        asked="; ".join(_told(question) for question in questions),
    )


def _told(question: Question) -> str:
    words = {"id": question.pk, "day": date_format(timezone.localdate(question.asked_at))}
    return _("question %(id)d of %(day)s") % words


def _answer(asked: Asked) -> FirmAnswer:
    found = reads.current(asked)
    if found is None:
        return FirmAnswer(asked.product.brand, asked.product.mah, "", "", "", "")
    by = found.organisation.name if found.organisation else found.proof
    evidence = ", ".join(filter(None, (found.evidence, found.evidence_url)))
    extra: dict[str, Any] = {"day": date_format(found.answered_on), "by": by}
    told = _("%(day)s, %(by)s") % extra
    return FirmAnswer(asked.product.brand, asked.product.mah, found.get_needed_display(), found.reason, evidence, told)
