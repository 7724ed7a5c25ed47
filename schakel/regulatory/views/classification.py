# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Is it an ATMP? Question by question; the answers are in the address, so that every state is a link and a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.regulatory import rules
from schakel.regulatory.engine.classification import Classification, Classified, Ground, Outcome
from schakel.regulatory.engine.references import Reference
from schakel.regulatory.exports.paper import Block, Paper, paper_pdf
from schakel.regulatory.views.words import source_rows
from schakel.ui.files import file_response

ANSWERS: dict[str, Promise] = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "unknown": gettext_lazy("Not known"),
}


@dataclass(frozen=True, slots=True)
class GroundView:
    """Law, documents and our remark, in the language of the page."""

    legal: tuple[str, ...]
    ground: Ground
    note: str

    @property
    def unverified(self) -> bool:
        """Something of it is from memory."""
        return any(reference.unverified for reference in self.ground.references)


@dataclass(frozen=True, slots=True)
class PathRow:
    """A question that was answered; `undo` is this page without that answer."""

    number: int
    text: str
    answer: str
    unknown: bool
    why: GroundView
    undo: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome in words. `state`: atmp, other or open."""

    label: str
    state: str
    then: str
    why: GroundView
    products: str


@open_to_all
@require_safe
def classification(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or show the outcome with the path that led to it; `format=pdf` prints it."""
    tree, lang = rules.classification(), get_language() or "nl"
    try:
        given = tree.checked_facts({name: request.GET[name] for name in tree.questions if name in request.GET})
    except ValueError:
        return render(request, "regulatory/classification_unknown.html", {"answers": ANSWERS.values()}, status=404)
    found = tree.classify(given)
    path, verdict = _path(found, given, lang), _verdict(found.outcome, lang)
    if request.GET.get("format") == "pdf":
        pdf = paper_pdf(_paper(tree, path, verdict, found, lang))
        return file_response("schakel-classification.pdf", pdf, "application/pdf")
    context = {
        "path": path,
        "verdict": verdict,
        "question": found.asks and found.asks.text.in_(lang),
        "help": found.asks and found.asks.help and found.asks.help.in_(lang),
        "fact": found.asks and found.asks.id,
        "why": found.ground and _why(found.ground, lang),
        "hidden": tuple(given.items()),
        "answers": tuple(ANSWERS.items()),
        "possible": [one.label.in_(lang) for one in found.possible],
        "status": tree.status.in_(lang),
        "donor": tree.donor.in_(lang),
        "sources": _sources(found),
        "version": tree.version,
        **_links(found),
    }
    return render(request, "regulatory/classification.html", context)


def on_path(found: Classified) -> dict[str, str]:
    """The answers that count, in the order in which they were needed."""
    return {passed.question.id: passed.answer for passed in found.path}


def _links(found: Classified) -> dict[str, str]:
    asked = urlencode(on_path(found))
    here = f"{reverse('classification')}?{asked}" if asked else reverse("classification")
    return {
        "link": here,
        "pdf": f"{reverse('classification')}?{urlencode({**on_path(found), 'format': 'pdf'})}",
        "profile": f"{reverse('profile')}?{asked}",
    }


def _path(found: Classified, given: dict[str, str], lang: str) -> list[PathRow]:
    """Each fact once, where it was first needed. Answers that do not count now stay for who undoes one."""
    rows = {}
    for passed in found.path:
        fact = passed.question.id
        if fact in rows:
            continue
        others = {name: answer for name, answer in given.items() if name != fact}
        rows[fact] = PathRow(
            number=len(rows) + 1,
            text=passed.question.text.in_(lang),
            answer=str(ANSWERS[passed.answer]),
            unknown=passed.answer == "unknown",
            why=_why(passed.ground, lang),
            undo=f"{reverse('classification')}?{urlencode(others)}",
        )
    return list(rows.values())


def _why(ground: Ground, lang: str) -> GroundView:
    return GroundView(ground.legal, ground, ground.note.in_(lang) if ground.note else "")


def _verdict(outcome: Outcome | None, lang: str) -> Verdict | None:
    if outcome is None:
        return None
    state = {True: "atmp", False: "other", None: "open"}[outcome.is_atmp]
    then = outcome.then.in_(lang) if outcome.then else ""
    products = f"{reverse('products')}?kind={outcome.kind}" if outcome.kind else ""
    return Verdict(outcome.label.in_(lang), state, then, _why(outcome.ground, lang), products)


def _sources(found: Classified) -> list[Reference]:
    """Every document that the path and the outcome cite, each once; what is from memory has none."""
    grounds = [passed.ground for passed in found.path] + ([found.outcome.ground] if found.outcome else [])
    cited = dict.fromkeys(reference for ground in grounds for reference in ground.references)
    return [reference for reference in cited if not reference.unverified]


def _paper(
    tree: Classification, path: Sequence[PathRow], verdict: Verdict | None, found: Classified, lang: str
) -> Paper:
    """The same answer on A4: outcome, path with law, what could still change it, sources."""
    blocks = [Block("strong", tree.status.in_(lang))]
    if verdict:
        blocks += [Block("text", verdict.then)] if verdict.then else []
        blocks += [Block("text", "; ".join(verdict.why.legal))]
    head = (_("Question"), pgettext("noun", "Answer"), _("Law"))
    blocks += [
        Block("heading", _("The path taken")),
        Block("table", rows=(head, *(_paper_row(row) for row in path)), widths=(5, 1, 4)),
    ]
    if found.possible:
        blocks += [
            Block("heading", _("Still possible")),
            Block("text", "\n".join(one.label.in_(lang) for one in found.possible)),
        ]
    if sources := source_rows(_sources(found)):
        heads = (_("Source"), _("Section"), _("Address"))
        blocks += [Block("heading", _("Sources")), Block("table", rows=(heads, *sources), widths=(4, 2, 4))]
    return Paper(
        title=verdict.label if verdict else _("Is it an ATMP? Not answered yet"),
        lead=_("Classification by the definitions of EU law"),
        lang=lang[:2],
        foot=tree.status.in_(lang),
        version=_("rules of %(version)s") % {"version": tree.version},
        page=_("page {} of {}"),
        blocks=tuple(blocks),
    )


def _paper_row(row: PathRow) -> tuple[str, str, str]:
    doubt = [f"[{_('unverified')}]"] if row.why.unverified else []
    note = [row.why.note] if row.why.note else []
    return row.text, row.answer, "\n".join((*row.why.legal, *doubt, *note))
