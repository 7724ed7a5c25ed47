# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One recommendation or action: what it says, its history with proofs, and for whom it concerns the next state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.contributions import actions as contributions
from schakel.contributions.models import Attachment
from schakel.contributions.reads import attachment_response
from schakel.followup import reads
from schakel.followup.actions import state as actions
from schakel.followup.engine.progress import State
from schakel.followup.engine.words import STATES
from schakel.followup.forms import StateForm
from schakel.followup.models import Change, Item
from schakel.followup.views.shown import item_view, item_views, today
from schakel.network import reads as network
from schakel.people.door import open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.sources.engine.citation import Citation


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history in words. `read`: the project read it from a source, nobody here said it."""

    number: int
    state: str
    words: str
    happened_on: date | None
    at: datetime
    by: str
    read: bool
    note: str
    proof: str
    url: str
    citation: Citation | None
    file: tuple[str, str] | None


@open_to_all
@require_safe
def followup_item(request: HttpRequest, key: str) -> HttpResponse:
    """Show one recommendation or action."""
    return _page(request, _item_or_404(key))


@requires(Permission.CONTRIBUTE)
@require_POST
def set_state(request: HttpRequest, key: str) -> HttpResponse:
    """Add the next state; for who keeps the network, or speaks for an organisation that should act."""
    item, person, form = _item_or_404(key), person_of(request), StateForm(request.POST, request.FILES)
    if not reads.may_set_state(person, item):
        return _forbidden(request)
    if not form.is_valid():
        return _page(request, item, form, 422)
    said = form.cleaned_data
    file = actions.Upload(person, said["name"], said["content"]) if said.get("file") else None
    try:
        actions.set_state(
            by=person.actor,
            item=item,
            seen=said["seen"],
            state=State(said["state"]),
            happened_on=said["happened_on"],
            proof=actions.Proof(said["url"], said["proof"], file),
            note=said["note"],
        )
    except actions.StaleError as stale:
        return _stale(request, key, form, stale)
    except (actions.RefusedError, contributions.RefusedError) as refused:
        form.add_error(None, str(refused))
        return _page(request, item, form, getattr(refused, "status", 422))
    messages.success(request, _("Kept. The history below tells what changed."))
    return redirect("followup_item", key=key)


@open_to_all
@require_safe
def followup_file(request: HttpRequest, key: str, file: int) -> HttpResponse:  # noqa: ARG001
    """A file that proves a state: as open as the item it proves."""
    item = _item_or_404(key)
    subject = f"{item.kind}:{item.key}"
    found = get_object_or_404(Attachment, pk=file, subject=subject, withdrawn_at=None)
    return attachment_response(found)


def _forbidden(request: HttpRequest) -> HttpResponse:
    return render(request, "people/forbidden.html", {"permission": Permission.NETWORK_EDIT}, status=403)


def _stale(request: HttpRequest, key: str, form: StateForm, stale: actions.StaleError) -> HttpResponse:
    """Shows what came in between with all that was typed; sending it once more is then meant."""
    item = _item_or_404(key)
    form.add_error(None, _("Someone changed the state since you opened this page. Look at the history, then decide."))
    form.data = form.data.copy()
    form.data["seen"] = str(item.version)
    return _page(request, item, form, 409, new={line.number for line in stale.since})


def _page(
    request: HttpRequest, item: Item, form: StateForm | None = None, status: int = 200, new: set[int] | None = None
) -> HttpResponse:
    lang, on = get_language() or "nl", today()
    named = network.actors({row.actor for row in item.actors.all()})
    parts = reads.items().filter(part_of=item)
    may_set = reads.may_set_state(visitor_of(request), item)
    found = [
        (row.nl if lang.startswith("nl") else row.en, Citation(row.document.value, row.section))
        for row in item.found.select_related("document")
    ]
    context = {
        "item": item,
        "view": item_view(item, named, lang, on),
        "note": item.said("note", lang),
        "citation": Citation(item.document.value, item.section),
        "parts": item_views(parts, lang, on),
        "whole": item.part_of,
        "answers": [(row.id, row.in_(lang)) for row in item.answers.filter(removed_at=None)],
        "after": reads.item(item.after) if item.after else None,
        "found": found,
        "history": lines(reads.history(item), lang, signed_in=visitor_of(request) is not None),
        "new": new or set(),
        "may_set": may_set,
        "topic": f"{item.kind}:{item.key}",
    }
    if may_set:
        context["form"] = form or StateForm(initial={"seen": item.version, "state": item.state})
    return render(request, "followup/followup_item.html", context, status=status)


def lines(rows: Sequence[Change], lang: str, *, signed_in: bool) -> list[Line]:
    """The history in words; a stranger reads that a person said it, not which one."""
    names: Mapping[str, str] = names_of(row.by for row in rows) if signed_in else {}
    return [_line(row, names, lang) for row in rows]


def _line(row: Change, names: Mapping[str, str], lang: str) -> Line:
    file = row.attachment
    shown = file is not None and file.withdrawn_at is None
    return Line(
        number=row.number,
        state=row.state,
        words=STATES[State(row.state)].in_(lang),
        happened_on=row.happened_on,
        at=row.at,
        by=names.get(row.by, "") or _("a person of this installation"),
        read=row.by.startswith("system:"),
        note=row.note,
        proof=row.proof,
        url=row.url,
        citation=Citation(row.document.value, row.section) if row.document else None,
        file=(file.name, reverse("followup_file", args=[row.item_id, file.pk])) if file and shown else None,
    )


def _item_or_404(key: str) -> Item:
    item = reads.item(key)
    if item is None:
        raise Http404
    return item
