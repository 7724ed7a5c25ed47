# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The next line of a history: who says in which state something is, and how that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.contributions.actions import attach
from schakel.followup.actions.tell import tell
from schakel.followup.engine.progress import PROVEN, State
from schakel.followup.models import Change, Item
from schakel.people.models import Person


class RefusedError(Exception):
    """The change is refused by a rule of the room; the message says which."""


class StaleError(Exception):
    """Someone else changed the state since this person looked; `since` are the lines that were added."""

    def __init__(self, since: Sequence[Change]) -> None:
        super().__init__(_("Someone changed the state since you opened this page."))
        self.since = list(since)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that proves a state, and the person who brings it."""

    author: Person
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """How it is known: a web address, words about a letter or a meeting, or a file."""

    url: str = ""
    words: str = ""
    file: Upload | None = None

    def __bool__(self) -> bool:
        return bool(self.url or self.words or self.file)


NO_PROOF = Proof()


@transaction.atomic
def set_state(
    *,
    by: str,
    item: Item,
    seen: int,
    state: State,
    happened_on: date | None = None,
    proof: Proof = Proof(),
    note: str = "",
    at: datetime | None = None,
) -> Change:
    """Adds the next line of the history. `seen` is the number of the newest line that the person saw.

    The same words from the same person once more answer the line that is there already: a second click is harmless.
    """
    held = Item.objects.select_for_update().get(pk=item.pk)
    line = _line(held, state, happened_on, proof, note)
    if held.version != seen:
        return _again(held, line, by, seen)
    if state in PROVEN and not proof:
        raise RefusedError(_("Whoever says that something is done, shows it: give an address, words or a file."))
    line.by, line.at = by, at or timezone.now()
    if proof.file:
        subject = f"{held.kind}:{held.key}"
        line.attachment = attach(
            author=proof.file.author, subject=subject, name=proof.file.name, content=proof.file.content
        )
    keep_line(held, line)
    details = {"state": state.value, "before": seen, "number": line.number}
    record(by=by, action="followup.state", object=f"{held.kind}:{held.key}", details=details, at=line.at)
    tell(item=held, change=line)
    return line


def _line(item: Item, state: State, happened_on: date | None, proof: Proof, note: str) -> Change:
    return Change(
        item=item,
        state=state.value,
        happened_on=happened_on,
        note=note,
        proof=proof.words,
        url=proof.url,
    )


def _again(held: Item, line: Change, by: str, seen: int) -> Change:
    """The line that says the same and came from the same click; StaleError when others came in between."""
    since = list(held.changes.filter(number__gt=seen))
    first = since[0] if since else None
    said = ("state", "happened_on", "note", "proof", "url")
    if first is not None and first.by == by and all(getattr(first, name) == getattr(line, name) for name in said):
        return first
    raise StaleError(since)


def keep_line(item: Item, line: Change) -> None:
    """Adds the line, and lets the item repeat what it says; part of an action that records itself."""
    line.number = item.version + 1
    line.save(force_insert=True)
    item.version, item.state, item.happened_on = line.number, line.state, line.happened_on
    item.save(update_fields=["version", "state", "happened_on"])
