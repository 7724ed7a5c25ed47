# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of the register: its entries, their versions, and files taken over after someone confirmed what they change.

The trail gets which fields changed, never their values: some are closed, and free words may hold what must be erasable.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.catalogue.actions import take_authorisation
from schakel.catalogue.engine.authorisation import entry_of
from schakel.following.actions import announce
from schakel.regulatory.engine.register import CLOSED, NEAR_END, EntryModel, Sourced, differences, public
from schakel.regulatory.models import Import, RegisterCitation, RegisterEntry, RegisterVersion
from schakel.regulatory.reads import authorisations_by_number, indexed
from schakel.search.actions import change
from schakel.search.engine.folding import folded
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Citation, Document
from schakel.values import plain

ROOM = "register"


class RefusedError(Exception):
    """A rule of the register forbids it; the message is for the reader."""


class StaleError(RefusedError):
    """What the writer was shown has been replaced meanwhile."""


@transaction.atomic
def save_entry(
    *,
    by: str,
    entry: EntryModel,
    cited: Sequence[Citation],
    base: int | None,
    why: str,
    at: datetime | None = None,
) -> RegisterEntry:
    """Adds an entry (`base` None) or gives it its next version; `base` is the number that the writer was shown.

    StaleError when another version stands meanwhile, RefusedError when the key is taken, no source is named or nothing
    changes.
    """
    at = at or timezone.now()
    row = RegisterEntry.objects.select_for_update().filter(key=entry.key).first()
    if not cited:
        raise RefusedError(_("Name the source: an entry without one is not kept."))
    if (row is None) != (base is None) or (row is not None and row.number != base):
        raise StaleError(_("This entry was changed or added by someone else meanwhile. Look at it again."))
    changed = differences(row.value if row else None, entry)
    if row is not None and not changed and [c.citation for c in row.cited.all()] == list(cited):
        raise RefusedError(_("Nothing has changed yet."))
    return _put(by, entry, cited, row, why, at, loaded=row.loaded if row else "")


@transaction.atomic
def load_entries(*, by: str, entries: Sequence[Sourced], at: datetime | None = None) -> list[str]:
    """Makes the register say what the file says; answers the keys that changed.

    An entry that was changed here stays so until its file says something new. One that left the file stays: it was in
    the register, and what was there is history.
    """
    at = at or timezone.now()
    known = {row.key: row for row in RegisterEntry.objects.all()}
    changed = []
    for one in entries:
        row = known.get(one.entry.key)
        said = plain.digest([one.entry.model_dump(mode="json"), [str(citation) for citation in one.cited]])
        if row is None or row.loaded != said:
            merged = _with_closed(one.entry, row)
            _put(by, merged, one.cited, row, "data/regulatory/register.yaml", at, loaded=said)
            changed.append(one.entry.key)
    return changed


def _with_closed(entry: EntryModel, row: RegisterEntry | None) -> EntryModel:
    """The entry with the closed fields that the row has: no file holds those."""
    closed = {name: getattr(row.value, name) for name in CLOSED} if row else {}
    return entry.model_copy(update=closed)


def _put(
    by: str,
    entry: EntryModel,
    cited: Sequence[Citation],
    row: RegisterEntry | None,
    why: str,
    at: datetime,
    *,
    loaded: str,
) -> RegisterEntry:
    changed = differences(row.value if row else None, entry)
    row = row or RegisterEntry(key=entry.key, number=0)
    row.kind, row.status, row.name, row.end = entry.kind, entry.status, entry.name, entry.end
    row.holder, row.number, row.loaded = entry.holder or "", row.number + 1, loaded
    row.data = plain.dumps(entry.model_dump(exclude_none=True))
    shown = public(entry)
    row.folded = folded(" ".join(str(v) for v in shown.model_dump(exclude={"kind", "status"}).values() if v))
    row.save()
    RegisterVersion.objects.create(entry=row, number=row.number, data=row.data, by=by, at=at, why=why)
    _cite(row, cited)
    change(room=ROOM, kind="register", key=row.key, entry=indexed(row))
    details = {"number": row.number, "fields": [one.field for one in changed]}
    record(by=by, action="register.save", object=f"register:{row.key}", details=details, at=at)
    if any(one.field not in CLOSED for one in changed):
        title_nl, title_en = shown.name_nl or shown.name, shown.name
        announce(topics=[f"register:{row.key}"], title_nl=title_nl, title_en=title_en, url=_url(row), by=by, at=at)
    return row


def _url(row: RegisterEntry) -> str:
    return f"/register/{row.key}/"


def _cite(row: RegisterEntry, cited: Sequence[Citation]) -> None:
    documents = keep_documents(documents=[citation.document for citation in cited])
    row.cited.all().delete()
    RegisterCitation.objects.bulk_create(
        RegisterCitation(entry=row, document=documents[one.document], section=one.section, place=place)
        for place, one in enumerate(cited)
    )


@transaction.atomic
def warn_of_ends(*, by: str, today: date | None = None, at: datetime | None = None) -> list[str]:
    """Tells who follows an entry that its end comes near or has passed, once per end; answers the keys told of."""
    today, at = today or timezone.localdate(), at or timezone.now()
    near = RegisterEntry.objects.select_for_update().filter(end__lte=today + NEAR_END).exclude(status="ended")
    due = [row for row in near if row.warned_for != row.end]
    for row in due:
        shown, day = public(row.value), row.end.isoformat() if row.end else ""
        announce(
            topics=[f"register:{row.key}"],
            title_nl=f"{shown.name_nl or shown.name}: loopt af op {day}",
            title_en=f"{shown.name}: ends on {day}",
            url=_url(row),
            by=by,
            at=at,
        )
        row.warned_for = row.end
        row.save(update_fields=["warned_for"])
    if due:
        record(by=by, action="register.warn", object="register:all", details={"entries": len(due)}, at=at)
    return [row.key for row in due]


@transaction.atomic
def note_export(*, by: str) -> None:
    """Notes in the trail that someone took the closed fields along."""
    record(by=by, action="register.export", object="register:all", details={"closed": True})


@transaction.atomic
def propose_import(
    *,
    by: str,
    kind: str,
    file: str,
    content: bytes,
    found: Iterable[Mapping[str, Any]],
    faults: Sequence[tuple[str, str]],
    made: Any = None,
    at: datetime | None = None,
) -> Import:
    """Keeps what an uploaded file says, to be looked at and confirmed. Nothing of the register changes."""
    at = at or timezone.now()
    row = Import.objects.create(
        kind=kind,
        file=file[:200],
        digest=sha256(content).hexdigest(),
        made=made,
        found=plain.dumps(list(found)),
        faults=plain.dumps([list(fault) for fault in faults]),
        by=by,
        at=at,
    )
    details = {"kind": kind, "digest": row.digest, "rows": len(row.rows)}
    record(by=by, action="import.propose", object=f"import:{row.pk}", details=details, at=at)
    return row


def _waiting(found: Import) -> Import:
    row = Import.objects.select_for_update().get(pk=found.pk)
    if row.state != Import.State.WAITING:
        raise StaleError(_("This file was decided upon already."))
    return row


@transaction.atomic
def apply_import(*, by: str, found: Import, take: Mapping[str, int], at: datetime | None = None) -> Import:
    """Takes over the chosen rows, all or none. `take`: per key the version that was shown (0: there was none).

    StaleError when one of them changed since; RefusedError when nothing was chosen or the file has no such row.
    """
    at = at or timezone.now()
    row = _waiting(found)
    rows = {one["key"]: one["fields"] for one in row.rows}
    if not take:
        raise RefusedError(_("Choose at least one row, or set the file aside."))
    if unknown := sorted(set(take) - set(rows)):
        raise RefusedError(_("The file has no row %(keys)s.") % {"keys": ", ".join(unknown)})
    if row.kind == Import.Kind.EMA:
        _take_authorisations(by, row, {key: rows[key] for key in take}, take, at)
    else:
        _take_entries(by, row, {key: rows[key] for key in take}, take, at)
    row.taken = plain.dumps(sorted(take))
    return _decided(row, Import.State.APPLIED, by, at, len(take))


@transaction.atomic
def discard_import(*, by: str, found: Import, at: datetime | None = None) -> Import:
    """Sets a file aside: nothing of it is taken over."""
    return _decided(_waiting(found), Import.State.DISCARDED, by, at or timezone.now(), 0)


def _decided(row: Import, state: str, by: str, at: datetime, taken: int) -> Import:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at", "taken"])
    record(by=by, action=f"import.{state}", object=f"import:{row.pk}", details={"taken": taken}, at=at)
    return row


def _take_entries(by: str, row: Import, rows: Mapping[str, Any], take: Mapping[str, int], at: datetime) -> None:
    known = {one.key: one for one in RegisterEntry.objects.select_for_update().filter(key__in=rows)}
    for key, fields in rows.items():
        before = known.get(key)
        if (before.number if before else 0) != take[key]:
            raise StaleError(_("%(key)s was changed by someone else meanwhile. Look at the file again.") % {"key": key})
        entry = (before.value if before else EntryModel.model_validate(fields)).model_copy(update=fields)
        entry = EntryModel.model_validate(entry.model_dump())
        document = Document(f"ClinicalTrials.gov {key}", entry.as_of, entry.url, None, None)
        why = _("Taken over from %(file)s") % {"file": row.file}
        _put(by, entry, [Citation(document, "")], before, why, at, loaded=before.loaded if before else "")


def _take_authorisations(by: str, row: Import, rows: Mapping[str, Any], take: Mapping[str, int], at: datetime) -> None:
    known = authorisations_by_number()
    source = f"EMA medicines data table, {f'generated {row.made}' if row.made else f'file {row.file}'}"
    for number, fields in rows.items():
        before = known.get(number)
        shown = before.version if before else 0
        if shown != take[number]:
            raise StaleError(
                _("%(key)s was changed by someone else meanwhile. Look at the file again.") % {"key": number}
            )
        data = {**(before.data if before else {"kind": "unknown", "car_t": False}), **fields, "source": source}
        take_authorisation(by=by, one=entry_of({**data, "status": str(data["status"]).lower()}), at=at)
