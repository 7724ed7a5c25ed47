# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One entry at a time: its row, what it cites, and the version that history keeps."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schakel.network.engine.entry import CITED, Entry, text_of
from schakel.network.models import (
    Capability,
    Cited,
    City,
    Initiative,
    InitiativeTag,
    OrganisationEntry,
    Part,
    Version,
)
from schakel.search.engine.folding import folded
from schakel.sources.models import Document
from schakel.values import plain

CitedIn = Mapping[str, Sequence[Sequence[str]]]


def keep_version(*, by: str, subject: str, key: str, entry: Entry | None, at: datetime, why: str = "") -> None:
    """Ends the current version and begins the next; None only ends it."""
    Version.objects.filter(subject=subject, key=key, replaced_at=None).update(replaced_at=at, replaced_by=by)
    if entry is not None:
        row = Version(subject=subject, key=key, data=plain.dumps(entry), why=why, recorded_at=at, recorded_by=by)
        row.save(force_insert=True)


def keep_cited(*, subject: str, key: str, cited: CitedIn) -> None:
    """Makes the citations of a subject exactly these: per part the keys of documents and the places in them."""
    Cited.objects.filter(subject=subject, key=key).delete()
    Cited.objects.bulk_create(cited_rows(subject, key, cited, documents_of([cited])))


def documents_of(cited: Sequence[CitedIn]) -> Mapping[str, Document]:
    """The rows of every document cited here, by key."""
    keys = {key for one in cited for found in one.values() for key, _ in found}
    return {row.key: row for row in Document.objects.filter(key__in=keys)}


def cited_rows(subject: str, key: str, cited: CitedIn, documents: Mapping[str, Document]) -> list[Cited]:
    """The rows of these citations, not saved."""
    return [
        Cited(subject=subject, key=key, part=part, place=place, document=documents[document], section=section)
        for part, found in cited.items()
        for place, (document, section) in enumerate(found)
    ]


def keep_organisation(*, row: OrganisationEntry, entry: Entry, cities: Mapping[str, City]) -> None:
    """Writes the entry of an organisation into its row, its capabilities and its citations."""
    city = cities.get(entry.get("city") or "")
    row.name, row.short, row.kind = entry["name"], entry.get("short") or "", entry["kind"]
    row.city, row.url = entry.get("city") or "", entry.get("url") or ""
    row.latitude, row.longitude = (city.latitude, city.longitude) if city else (None, None)
    own = plain.loads(row.own) if row.own else {}
    row.review_on, row.data = own.get("review_on") or entry.get("review_on"), plain.dumps(entry)
    row.words = folded(" ".join([*_organisation_words(entry), text_of(own, "role"), text_of(own, "role_nl")]))
    row.save()
    row.capabilities.filter(own=False).delete()
    Capability.objects.bulk_create(
        Capability(organisation=row, place=place, name=one["cap"], note_en=one.get("note") or "",
                   note_nl=one.get("note_nl") or one.get("note") or "")
        for place, one in enumerate(entry.get("capabilities", []))
    )  # fmt: skip
    keep_cited(subject="organisation", key=row.slug, cited=entry[CITED])


def _organisation_words(entry: Mapping[str, Any]) -> list[str]:
    """What the search box of the list looks in."""
    named = [text_of(entry, key) for key in ("name", "short", "en", "city", "role", "role_nl")]
    return [*named, *entry.get("products", [])]


def keep_initiative(*, row: Initiative, entry: Entry) -> None:
    """Writes the entry of an initiative into its row, its themes and phases, who takes part and its citations."""
    short = entry.get("short") or {}
    row.name_en, row.name_nl = entry["name"], text_of(entry, "name_nl", "name")
    row.short_en, row.short_nl = short.get("en") or row.name_en[:120], short.get("nl") or row.name_nl[:120]
    row.level, row.review_on, row.data = entry["level"], entry.get("review_on"), plain.dumps(entry)
    row.words = folded(
        " ".join(text_of(entry, key) for key in ("name", "name_nl", "lead", "lead_nl", "what", "what_nl"))
    )
    row.save()
    row.tags.all().delete()
    named = [("themes", name) for name in entry["themes"]] + [("phases", name) for name in entry["phases"]["ids"]]
    InitiativeTag.objects.bulk_create(InitiativeTag(initiative=row, section=s, name=n) for s, n in dict.fromkeys(named))
    row.parts.all().delete()
    Part.objects.bulk_create(
        Part(initiative=row, place=place, who=who, as_lead=lead) for place, (who, lead) in enumerate(_parts(entry))
    )
    keep_cited(subject="initiative", key=row.slug, cited=entry[CITED])


def _parts(entry: Mapping[str, Any]) -> list[tuple[str, bool]]:
    leads = [(who, True) for who in entry.get("led_by", [])]
    partners = [(who, False) for who in entry.get("partners", []) if isinstance(who, str)]
    return list(dict.fromkeys(leads + partners))
