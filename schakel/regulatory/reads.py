# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages ask of the register. Never writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django.db.models import QuerySet
from django.utils.translation import override

from schakel.catalogue.models import Authorisation
from schakel.regulatory.engine.ctgov import Study
from schakel.regulatory.engine.ema_table import Medicine, compared
from schakel.regulatory.engine.register import Change, EntryModel, differences, public
from schakel.regulatory.models import Import, RegisterEntry
from schakel.search.actions import Indexed
from schakel.search.engine.folding import folded
from schakel.values import plain


@dataclass(frozen=True, slots=True)
class Held:
    """An authorisation of ours as plain data. `version` changes with it and is never 0."""

    data: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an uploaded file beside what we have: `version` is what the reader was shown (0: nothing)."""

    key: str
    name: str
    new: bool
    dutch: bool
    version: int
    changes: tuple[Change, ...]


def entries(*, kind: str = "", status: str = "", text: str = "") -> QuerySet[RegisterEntry]:
    """The entries that the filters leave."""
    found = RegisterEntry.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if status:
        found = found.filter(status=status)
    for word in folded(text).split()[:8]:
        found = found.filter(folded__contains=word)
    return found


def entry(key: str) -> RegisterEntry | None:
    """The entry of this key with what it rests on; None when there is none."""
    return RegisterEntry.objects.filter(key=key).prefetch_related("cited__document").first()


def authorisations_by_number() -> Mapping[str, Held]:
    """Our authorisations by the EMA's product number."""
    rows = Authorisation.objects.exclude(number="").values_list("number", "data")
    return {number: Held(plain.loads(data), crc32(data.encode()) or 1) for number, data in rows}


def rows_of(found: Import) -> list[Row]:
    """What the file would change as things stand now, row by row in its order."""
    if found.kind == Import.Kind.EMA:
        known = authorisations_by_number()
        return [_ema_row(one, known.get(one["key"])) for one in found.rows]
    entries_known = {one.key: one for one in RegisterEntry.objects.filter(key__in=[one["key"] for one in found.rows])}
    return [_trial_row(one, entries_known.get(one["key"])) for one in found.rows]


def _ema_row(one: Mapping[str, Any], held: Held | None) -> Row:
    medicine = Medicine(one["key"], one["name"], one["fields"])
    changes = compared(medicine, held.data if held else None)
    return Row(one["key"], one["name"], held is None, dutch=True, version=held.version if held else 0, changes=changes)


def _trial_row(one: Mapping[str, Any], before: RegisterEntry | None) -> Row:
    old = before.value if before else None
    after = EntryModel.model_validate({**(old.model_dump() if old else {}), **one["fields"]})
    number = before.number if before else 0
    return Row(one["key"], one["name"], old is None, one["dutch"], number, differences(old, after))


def study_row(study: Study) -> dict[str, Any]:
    """A study as it is kept while it waits: only what the file says, so that our own words are not overwritten."""
    fields = study.entry.model_dump(exclude_none=True, exclude_defaults=True)
    fields["status"] = study.entry.status
    return {"key": study.entry.key, "name": study.entry.name, "dutch": study.dutch, "fields": fields}


def medicine_row(medicine: Medicine) -> dict[str, Any]:
    """A medicine as it is kept while it waits."""
    fields = {name: value for name, value in medicine.fields.items() if value is not None}
    return {"key": medicine.number, "name": medicine.brand, "fields": fields}


def indexed(row: RegisterEntry) -> Indexed:
    """What the search box finds of an entry: public fields only."""
    shown = public(row.value)
    parts = [shown.product, shown.holder, *shown.sites, shown.indication, shown.key]
    body = [part for part in parts if part]
    dutch = [shown.indication_nl, shown.note_nl or shown.note]
    return Indexed(
        "register",
        row.key,
        f"/register/{row.key}/",
        shown.name_nl or shown.name,
        shown.name,
        " · ".join([_kind(row.kind, "nl"), *body, *filter(None, dutch)]),
        " · ".join([_kind(row.kind, "en"), *body, *filter(None, [shown.note])]),
    )


def _kind(kind: str, lang: str) -> str:
    """The kind in words, so that who searches for exemptions finds them."""
    with override(lang):
        return str(RegisterEntry.Kind(kind).label)
