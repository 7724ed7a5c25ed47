# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""All bottlenecks that the sources name, and which of them nobody answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.followup import reads
from schakel.followup.reads import Answering
from schakel.followup.views.shown import Choice
from schakel.network import reads as network
from schakel.network.models import Bottleneck
from schakel.pathway.engine.vocabulary import Step
from schakel.people.door import open_to_all
from schakel.sources.engine.citation import Citation
from schakel.ui.files import Table, csv_response
from schakel.ui.templatetags.ui import Station, query

ACROSS = "across"
ASKED = ("q", "category", "step", "evidence", "unanswered")


@dataclass(frozen=True, slots=True)
class BottleneckRow:
    """A bottleneck in the list. `answer`: in words what answers it; empty when nothing does."""

    id: str
    text: str
    url: str
    category: str
    category_words: str
    evidence: str
    steps: tuple[str, ...]
    answer: str
    source: Citation | None


@dataclass(frozen=True, slots=True)
class Group:
    """The bottlenecks of a category, each a dot; `open`: how many nobody answers."""

    id: str
    label: str
    dots: tuple[BottleneckRow, ...]
    open: int


@open_to_all
@require_safe
def bottlenecks(request: HttpRequest) -> HttpResponse:
    """Show the bottlenecks that the filters leave, or send them as CSV or JSON."""
    lang, asked = get_language() or "nl", {name: request.GET.get(name, "").strip() for name in ASKED}
    steps = {step.id: step for step in reads.steps()}
    every = bottleneck_rows(lang, steps)
    # What nobody answers comes first: that is what a visitor looks for.
    found = sorted((row for row in every if leaves(row, asked)), key=lambda row: bool(row.answer))
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-bottlenecks.csv", table(found))
        case "json":
            return JsonResponse({"bottlenecks": [as_json(row) for row in found]})
    chain = _stations({"request": request}, list(steps.values()), every, asked, lang)
    context = {
        "rows": found,
        "all": len(every),
        "open": sum(not row.answer for row in every),
        "asked": asked,
        "filtered": any(asked.values()),
        "groups": _groups(every),
        "stations": [station for step, station in chain if step.holder != ACROSS],
        "across": [station for step, station in chain if step.holder == ACROSS],
        "step": steps[asked["step"]].label.in_(lang) if asked["step"] in steps else "",
        "categories": _choices(every, "category", {row.category: row.category_words for row in every}),
        "evidences": _choices(every, "evidence", _evidence_words(lang)),
        "sources": _sources(every),
    }
    return render(request, "followup/bottlenecks.html", context)


def bottleneck_rows(lang: str, steps: Mapping[str, Step]) -> list[BottleneckRow]:
    """Every bottleneck in the order of its file, with what answers it."""
    answering, cited, categories = reads.answering(), network.citations("bottleneck"), network.categories()
    return [
        BottleneckRow(
            id=row.id,
            text=row.in_(lang),
            url=reverse("bottleneck", args=[row.id]),
            category=row.category,
            category_words=categories[row.category].label.in_(lang),
            evidence=row.evidence,
            steps=tuple(steps[step].id for step in row.steps if step in steps),
            answer=answer_words(answering[row.id]),
            source=_first(cited, row),
        )
        for row in network.bottlenecks()
    ]


def _first(cited: Mapping[str, Mapping[str, Sequence[Citation]]], row: Bottleneck) -> Citation | None:
    found = cited.get(row.id, {}).get("", [])
    return found[0] if found else None


def answer_words(found: Answering) -> str:
    """`two recommendations, one action`; empty when nothing answers."""
    parts = [
        (found.recommendations, ngettext("%(n)s recommendation", "%(n)s recommendations", len(found.recommendations))),
        (found.actions, ngettext("%(n)s promised action", "%(n)s promised actions", len(found.actions))),
        (found.solutions, ngettext("%(n)s solution", "%(n)s solutions", len(found.solutions))),
    ]
    return ", ".join(words % {"n": len(keys)} for keys, words in parts if keys)


def leaves(row: BottleneckRow, asked: Mapping[str, str]) -> bool:
    """Whether the filters of the address leave this bottleneck."""
    text = f"{row.id} {row.text} {row.category_words}".lower()
    return (
        all(word in text for word in asked["q"].lower().split())
        and asked["category"] in ("", row.category)
        and asked["evidence"] in ("", row.evidence)
        and (not asked["step"] or asked["step"] in row.steps)
        and (not asked["unanswered"] or not row.answer)
    )


def _groups(rows: Sequence[BottleneckRow]) -> list[Group]:
    """The categories, the one with most unanswered bottlenecks first."""
    found: dict[str, list[BottleneckRow]] = {}
    for row in rows:
        found.setdefault(row.category, []).append(row)
    groups = [
        Group(key, dots[0].category_words, tuple(sorted(dots, key=lambda d: bool(d.answer))), _open(dots))
        for key, dots in found.items()
    ]
    return sorted(groups, key=lambda group: -group.open)


def _open(rows: Sequence[BottleneckRow]) -> int:
    return sum(not row.answer for row in rows)


def _stations(
    context: dict[str, object],
    steps: Sequence[Step],
    rows: Sequence[BottleneckRow],
    asked: Mapping[str, str],
    lang: str,
) -> list[tuple[Step, Station]]:
    """The chain as a filter: how many bottlenecks (or unanswered ones, when those are asked) each step has."""
    counts = Counter(step for row in rows if not asked["unanswered"] or not row.answer for step in row.steps)
    return [
        (
            step,
            Station(
                id=step.id,
                label=step.label.in_(lang),
                count=counts[step.id],
                url=query(context, step=None if asked["step"] == step.id else step.id),
                state="chosen" if asked["step"] == step.id else "" if counts[step.id] else "empty",
            ),
        )
        for step in steps
    ]


def _choices(rows: Sequence[BottleneckRow], field: str, words: Mapping[str, str]) -> list[Choice]:
    counts = Counter(getattr(row, field) for row in rows)
    return [Choice(key, label, counts[key]) for key, label in words.items() if counts[key]]


def _evidence_words(lang: str) -> dict[str, str]:
    return {key: term.label.in_(lang) for key, term in network.terms().sections.get("evidences", {}).items()}


def _sources(rows: Sequence[BottleneckRow]) -> list[tuple[Citation, int]]:
    """The documents that name the bottlenecks, with how many each names."""
    counts = Counter(row.source.document for row in rows if row.source)
    return [(Citation(document, ""), number) for document, number in counts.most_common()]


def table(rows: Sequence[BottleneckRow]) -> Table:
    head = [
        _("Id"),
        _("Bottleneck"),
        _("Category"),
        _("Evidence"),
        _("Steps"),
        _("Answered by"),
        _("Source"),
        _("Section"),
    ]
    return [head, *(_cells(row) for row in rows)]


def _cells(row: BottleneckRow) -> list[object]:
    source = row.source
    cited = [source.document.title, source.section] if source else ["", ""]
    return [row.id, row.text, row.category_words, row.evidence, ", ".join(row.steps), row.answer, *cited]


def as_json(row: BottleneckRow) -> dict[str, object]:
    return {
        "id": row.id,
        "text": row.text,
        "category": row.category,
        "evidence": row.evidence,
        "steps": list(row.steps),
        "answered": bool(row.answer),
        "source": row.source.document.title if row.source else None,
        "section": row.source.section if row.source else None,
    }
