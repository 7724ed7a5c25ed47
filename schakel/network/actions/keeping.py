# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who changes an entry: editors what others say, an organisation what it says itself, the office who speaks for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.following.actions import announce, notify
from schakel.network import reads
from schakel.network.actions.entries import keep_initiative, keep_organisation, keep_version
from schakel.network.actions.index import index_network
from schakel.network.engine.entry import CITED, Entry, text_of
from schakel.network.engine.exchange import applied, citation_of
from schakel.network.engine.history import changed_fields
from schakel.network.models import Capability, City, Claim, Initiative, OrganisationEntry, Term, Upload
from schakel.people.actions import create_organisation, grant_role, invite
from schakel.people.models import Organisation, Person
from schakel.people.roles import REPRESENTATIVE
from schakel.search.engine.folding import folded
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Citation
from schakel.values import plain
from schakel.values.table import Row

ADDED_PLACE = 1_000_000  # after what the files hold
ACCOUNT_KINDS = {
    "umc": "hospital",
    "hospital": "hospital",
    "specialised_hospital": "hospital",
    "firm": "firm",
    "foundation_mah": "firm",
    "manufacturer": "firm",
    "patient_organisation": "patients",
}


class RefusedError(Exception):
    """The action is refused by a rule of the room; the message says which."""


@transaction.atomic
def save_organisation(
    *, by: str, slug: str, entry: Entry, sources: Sequence[Citation] = (), why: str = "", at: datetime | None = None
) -> bool:
    """Writes what is said of an organisation, a new one too; answers whether anything changed.

    `sources` are new documents for what is said: they come first, and stand under capabilities that had none.
    """
    at = at or timezone.now()
    cities = {city.name: city for city in City.objects.all()}
    row = _written_organisation(_Change(by, at, why), slug, entry, sources, cities)
    if row is None:
        return False
    _tell_organisation(by, row, at)
    index_network()
    return True


@transaction.atomic
def save_initiative(
    *, by: str, slug: str, entry: Entry, sources: Sequence[Citation] = (), why: str = "", at: datetime | None = None
) -> bool:
    """Writes what is said of an initiative, a new one too; answers whether anything changed."""
    at = at or timezone.now()
    row = _written_initiative(_Change(by, at, why), slug, entry, sources)
    if row is None:
        return False
    topics = [f"initiative:{slug}", *(f"theme:{name}" for name in entry["themes"])]
    titles = {"title_nl": f"Initiatief bijgewerkt: {row.short_nl}", "title_en": f"Initiative updated: {row.short_en}"}
    announce(topics=topics, **titles, url=f"/initiatives/{slug}/", by=by, at=at)
    index_network()
    return True


@dataclass(frozen=True, slots=True)
class _Change:
    by: str
    at: datetime
    why: str


def _written_organisation(
    change: _Change, slug: str, entry: Entry, sources: Sequence[Citation], cities: Mapping[str, City]
) -> OrganisationEntry | None:
    row = OrganisationEntry.objects.filter(slug=slug).first() or OrganisationEntry(slug=slug, place=ADDED_PLACE)
    new = not row.data or row.removed_at is not None
    entry = _with_sources(entry, sources, [f"capability:{one['cap']}" for one in entry.get("capabilities", [])])
    if not new and not changed_fields(plain.loads(row.data), entry):
        return None
    row.removed_at = None
    keep_organisation(row=row, entry=entry, cities=cities)
    _finish(change, "organisation", slug, entry, new=new)
    return row


def _written_initiative(change: _Change, slug: str, entry: Entry, sources: Sequence[Citation]) -> Initiative | None:
    row = Initiative.objects.filter(slug=slug).first() or Initiative(slug=slug, place=ADDED_PLACE)
    new = not row.data or row.removed_at is not None
    before = plain.loads(row.data) if row.data else {}
    entry = _with_sources(entry, sources, [])
    if any(before.get(name) != entry.get(name) for name in ("name", "name_nl")):
        entry.pop("short", None)  # the short name was that of the old one
    if not new and not changed_fields(before, entry):
        return None
    row.removed_at = None
    keep_initiative(row=row, entry=entry)
    _finish(change, "initiative", slug, entry, new=new)
    return row


@transaction.atomic
def send_in(*, by: str, subject: str, name: str, rows: Sequence[Row], at: datetime | None = None) -> Upload:
    """Keeps a checked list until who sent it confirms it; nothing else changes, so the trail holds no entry of it."""
    found = Upload(subject=subject, name=name[:200], rows=json.dumps([dict(row) for row in rows]), sent_by=by)
    found.sent_at = at or timezone.now()
    found.save(force_insert=True)
    return found


@transaction.atomic
def take_over(*, by: str, upload: Upload, at: datetime | None = None) -> list[str]:
    """Makes the entries say what a confirmed list says; answers the slugs that changed."""
    at, held = at or timezone.now(), Upload.objects.select_for_update().get(pk=upload.pk)
    if held.done_at is not None or held.sent_by != by:
        raise RefusedError(_("This list was taken over already."))
    change, changed = _Change(by, at, _("list %(name)s") % {"name": held.name}), []
    present, cities = reads.rows(held.subject), {city.name: city for city in City.objects.all()}
    for row in json.loads(held.rows):
        slug = row["slug"]
        entry = applied(held.subject, reads.entry(held.subject, slug) or {"slug": slug}, row)
        sources = citation_of(row, present.get(slug))
        if held.subject == "organisation":
            written: object = _written_organisation(change, slug, entry, sources, cities)
        else:
            written = _written_initiative(change, slug, entry, sources)
        changed += [slug] if written else []
    held.done_at = at
    held.save(update_fields=["done_at"])
    if changed:
        _tell_list(by, held.subject, changed, at)
        index_network()
    return changed


@transaction.atomic
def state_own(*, by: str, row: OrganisationEntry, own: Entry, at: datetime | None = None) -> bool:
    """Writes what an organisation says itself; answers whether anything changed. No load ever touches it."""
    at, before = at or timezone.now(), plain.loads(row.own) if row.own else {}
    if not changed_fields(before, own):
        return False
    entry = plain.loads(row.data)
    row.own, row.review_on = plain.dumps(own), own.get("review_on") or entry.get("review_on")
    said = [text_of(both, key) for both in (entry, own) for key in ("role", "role_nl")]
    row.words = folded(
        " ".join([row.name, row.short, text_of(entry, "en"), row.city, *said, *entry.get("products", [])])
    )
    row.save()
    row.capabilities.filter(own=True).delete()
    Capability.objects.bulk_create(
        Capability(organisation=row, place=place, name=one["cap"], note_en=one.get("note", ""), own=True,
                   note_nl=one.get("note_nl", ""), proof=one["proof"], review_on=own.get("review_on"))
        for place, one in enumerate(own.get("capabilities", []))
    )  # fmt: skip
    _finish(_Change(by, at, ""), "own", row.slug, own, new=not before)
    _tell_organisation(by, row, at)
    index_network()
    return True


@transaction.atomic
def claim(*, by: str, row: OrganisationEntry, why: str, at: datetime | None = None) -> Claim:
    """Asks to keep an entry; the office decides."""
    if row.account_id is not None:
        raise RefusedError(_("This entry is kept by the organisation already. Ask the office for a role there."))
    if Claim.objects.filter(organisation=row, asked_by=by, state=Claim.OPEN).exists():
        raise RefusedError(_("You asked this already. The office will decide."))
    found = Claim(organisation=row, why=why, asked_by=by, asked_at=at or timezone.now())
    found.save(force_insert=True)
    record(by=by, action="claim.ask", object=f"organisation:{row.slug}", details={}, at=at)
    return found


@transaction.atomic
def decide_claim(*, by: str, claim: Claim, approve: bool, why: str = "", at: datetime | None = None) -> Claim:
    """Grants or refuses a claim; granting makes the person speak for the organisation, here and elsewhere."""
    at, held = at or timezone.now(), Claim.objects.select_for_update().get(pk=claim.pk)
    if held.state != Claim.OPEN:
        raise RefusedError(_("This was decided already."))
    if held.asked_by == by:
        raise RefusedError(_("Nobody decides on their own request."))
    person = Person.objects.get(pk=held.asked_by.removeprefix("person:"))
    if approve:
        grant_role(by=by, person=person, organisation=_account(by, held.organisation), role=REPRESENTATIVE)
    held.state = Claim.APPROVED if approve else Claim.REJECTED
    held.decided_by, held.decided_at, held.decided_why = by, at, why
    held.save()
    details = {"claim": held.pk, "state": held.state}
    record(by=by, action="claim.decide", object=f"organisation:{held.organisation_id}", details=details, at=at)
    _tell_claimant(held, person, at)
    return held


@transaction.atomic
def open_account(*, by: str, slug: str) -> Organisation:
    """Lets the people of an organisation keep its entry: the organisation that they act for, made when not there."""
    return _account(by, OrganisationEntry.objects.get(slug=slug))


@transaction.atomic
def invite_keeper(*, by: str, row: OrganisationEntry, email: str, name: str) -> Person:
    """Gives someone the role of representative of this organisation; who is not here yet is added."""
    account = _account(by, row)
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        return invite(by=by, email=email, name=name, organisation=account, role=REPRESENTATIVE)
    grant_role(by=by, person=person, organisation=account, role=REPRESENTATIVE)
    return person


def _account(by: str, row: OrganisationEntry) -> Organisation:
    """The organisation that people act for, made when it is not there yet."""
    if row.account is not None:
        return row.account
    kind = ACCOUNT_KINDS.get(row.kind)
    if kind is None:
        group = Term.objects.filter(section="kinds", name=row.kind).values_list("of", flat=True).first()
        kind = "authority" if group == "authority" else "association"
    kind = kind if kind in Organisation.Kind.values else "association"
    found = Organisation.objects.filter(pk=row.slug).first()
    row.account = found or create_organisation(by=by, id=row.slug, name=row.name, kind=kind)
    row.save(update_fields=["account"])
    return row.account


def _with_sources(entry: Entry, sources: Sequence[Citation], parts: Sequence[str]) -> Entry:
    """The entry with the new citations in it; RefusedError when something would stand without a source."""
    keep_documents(documents=[one.document for one in sources])
    new = [[one.document.key, one.section] for one in sources]
    known = entry.get(CITED, {})
    cited = {"": [*new, *(pair for pair in known.get("", []) if pair not in new)]}
    cited |= {part: known.get(part) or new for part in parts}
    if not all(cited.values()):
        raise RefusedError(_("Name the source: nothing stands here without one."))
    return {**entry, CITED: cited}


def _finish(change: _Change, subject: str, slug: str, entry: Entry, *, new: bool) -> None:
    keep_version(by=change.by, subject=subject, key=slug, entry=entry, at=change.at, why=change.why)
    kind = "initiative" if subject == "initiative" else "organisation"
    action = "organisation.state" if subject == "own" else f"{kind}.{'add' if new else 'change'}"
    record(by=change.by, action=action, object=f"{kind}:{slug}", details={"digest": plain.digest(entry)}, at=change.at)


def _tell_organisation(by: str, row: OrganisationEntry, at: datetime) -> None:
    titles = {"title_nl": f"Organisatie bijgewerkt: {row.name}", "title_en": f"Organisation updated: {row.name}"}
    announce(topics=[f"organisation:{row.slug}"], **titles, url=f"/organisations/{row.slug}/", by=by, at=at)


def _tell_list(by: str, subject: str, slugs: Sequence[str], at: datetime) -> None:
    count, plural = len(slugs), {"organisation": "organisaties", "initiative": "initiatieven"}[subject]
    titles = {"title_nl": f"{count} {plural} bijgewerkt", "title_en": f"{count} {subject}s updated"}
    topics = [f"{subject}:{slug}" for slug in slugs]
    announce(topics=topics, **titles, url=f"/{subject}s/", by=by, at=at)


def _tell_claimant(held: Claim, person: Person, at: datetime) -> None:
    name, url = held.organisation.name, f"/organisations/{held.organisation_id}/"
    if held.state == Claim.APPROVED:
        notify(person=person, title_nl=f"U houdt nu de vermelding van {name} bij",
               title_en=f"You now keep the entry of {name}", url=url, at=at)  # fmt: skip
    else:
        notify(person=person, title_nl=f"Uw verzoek voor {name} is afgewezen: {held.decided_why}",
               title_en=f"Your request for {name} was refused: {held.decided_why}", url=url, at=at)  # fmt: skip
