# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who should do what, by when, and whether it is known to be done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.followup import reads
from schakel.followup.engine.progress import State, Timing
from schakel.followup.engine.words import KINDS
from schakel.followup.models import Item
from schakel.followup.views.shown import Choice, ItemView, item_views, state_choices, today
from schakel.network import reads as network
from schakel.people.door import open_to_all
from schakel.ui.files import Table, csv_response, xlsx_response

# What the sources hold now fits on one page, so that words and Ctrl-F find all of it.
ON_A_PAGE = 100
ASKED = ("q", "actor", "kind", "state", "period", "late")


@open_to_all
@require_safe
def followup(request: HttpRequest) -> HttpResponse:
    """Show the advice and promises that the filters leave, or send them as CSV, Excel or JSON."""
    lang, on = get_language() or "nl", today()
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    rows = list(reads.items().filter(part_of=None).annotate(answer_count=Count("answers")))
    left = [row for row in rows if leaves(row, asked)]
    if sent := _sent(request.GET.get("format", ""), left, lang, on):
        return sent
    # Promises first, so that a page of the list begins where the one before it ended.
    page = Paginator(sorted(left, key=lambda row: not row.said("theme", lang)), ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    found = item_views(shown.object_list, lang, on)
    promised = [row for row in rows if row.kind == Item.ACTION]
    context = {
        "number": len(left),
        "page": shown,
        "groups": _groups(found),
        "asked": asked,
        "filtered": any(asked.values()),
        "promised": len(promised),
        "advised": len(rows) - len(promised),
        "unknown": sum(row.state == State.UNKNOWN for row in promised),
        "unknown_advice": sum(row.state == State.UNKNOWN for row in rows) - _unknown(promised),
        "passed": _timed(promised, Timing.PASSED_UNKNOWN),
        "late": _timed(rows, Timing.OVERDUE),
        "actors": _actors(rows, lang),
        "kinds": _kinds(rows, lang),
        "states": state_choices(Counter(row.state for row in rows), lang),
        "periods": _periods(rows),
    }
    return render(request, "followup/followup.html", context)


def _sent(kind: str, rows: Sequence[Item], lang: str, on: date) -> HttpResponse | None:
    """All that the filters leave, as a file; None where a page is asked for."""
    match kind:
        case "csv":
            return csv_response("schakel-follow-up.csv", table(item_views(rows, lang, on)))
        case "xlsx":
            return xlsx_response("schakel-follow-up.xlsx", [(_("Follow-up"), table(item_views(rows, lang, on)))])
        case "json":
            return JsonResponse({"items": [as_json(one) for one in item_views(rows, lang, on)]})
    return None


def leaves(row: Item, asked: Mapping[str, str]) -> bool:
    """Whether the filters of the address leave this item."""
    text = f"{row.key} {row.nl} {row.en}".lower()
    timing = reads.standing_of(row, today()).timing
    return (
        all(word in text for word in asked["q"].lower().split())
        and (not asked["actor"] or asked["actor"] in {one.actor for one in row.actors.all()})
        and asked["kind"] in ("", row.kind)
        and asked["state"] in ("", row.state)
        and asked["period"] in ("", _period(row))
        and (not asked["late"] or timing in (Timing.OVERDUE, Timing.PASSED_UNKNOWN))
    )


def _period(row: Item) -> str:
    """The year of the term; the horizon of advice that has one."""
    return str(row.due_by.year) if row.due_by else row.horizon


def _unknown(rows: Sequence[Item]) -> int:
    return sum(row.state == State.UNKNOWN for row in rows)


def _timed(rows: Sequence[Item], timing: Timing) -> int:
    return sum(reads.standing_of(row, today()).timing is timing for row in rows)


def _groups(found: Sequence[ItemView]) -> list[tuple[str, list[ItemView]]]:
    """Promises by theme, then advice by where it comes from; in the order of the files, promises first."""
    groups: dict[str, list[ItemView]] = {}
    letter = _("Letter of 2022")
    for one in sorted(found, key=lambda view: not view.theme):
        head = f"{letter}: {one.theme}" if one.theme else one.origin
        groups.setdefault(head, []).append(one)
    return list(groups.items())


def _actors(rows: Sequence[Item], lang: str) -> list[Choice]:
    counts = Counter(one.actor for row in rows for one in row.actors.all())
    named = network.actors(counts)
    found = [Choice(slug, named[slug].in_(lang), number) for slug, number in counts.items()]
    return sorted(found, key=lambda choice: choice.label.lower())


def _kinds(rows: Sequence[Item], lang: str) -> list[Choice]:
    counts = Counter(row.kind for row in rows)
    return [Choice(kind, label.in_(lang), counts[kind]) for kind, label in KINDS.items()]


def _periods(rows: Sequence[Item]) -> list[Choice]:
    words = {"short": _("short term"), "medium": _("medium term"), "long": _("long term")}
    counts = Counter(period for row in rows if (period := _period(row)))
    return [Choice(period, words.get(period, period), counts[period]) for period in sorted(counts)]


def table(found: Sequence[ItemView]) -> Table:
    head = [
        *(_("Id"), _("Kind"), _("What"), _("Who"), _("Term"), _("Last day"), _("State"), _("Term today")),
        *(_("Where it comes from"), _("Bottlenecks")),
    ]
    return [head, *(_cells(one) for one in found)]


def _cells(one: ItemView) -> list[object]:
    who = ", ".join(actor.label for actor in one.actors)
    last = one.due_by.isoformat() if one.due_by else ""
    said = [one.key, one.kind, one.text, who, one.due, last, one.state.words, one.state.timing]
    return [*said, one.theme or one.origin, one.answers]


def as_json(one: ItemView) -> dict[str, object]:
    return {
        "id": one.key,
        "kind": one.kind,
        "text": one.text,
        "actors": [actor.slug for actor in one.actors],
        "due": one.due or None,
        "due_by": one.due_by.isoformat() if one.due_by else None,
        "state": one.state.id,
    }
