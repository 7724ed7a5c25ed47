# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Adoption: offered to named associations, adopted when each of them did, ended by a next version or a withdrawal."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.pathway.actions.standards import end_standard, put_standard
from schakel.pathway.engine.adopted import WrittenLine
from schakel.pathway.engine.requirement import Adopted
from schakel.people.models import Organisation, Person
from schakel.standards import reads
from schakel.standards.actions.drafting import name_of
from schakel.standards.actions.shared import RefusedError, keep_standard_found, keep_told, tell_speakers, topics_of
from schakel.standards.engine.state import State, adopted_by_all, hindrance, may_follow
from schakel.standards.models import Line, Named, Version
from schakel.values import plain
from schakel.values.labels import Label


@transaction.atomic
def offer(*, by: str, version: Version, associations: Sequence[Organisation], at: datetime | None = None) -> Version:
    """Ask these associations to adopt the version; RefusedError as long as its consultation is not finished."""
    at = at or timezone.now()
    found = _moving(version, State.OFFERED)
    if not associations or any(one.kind != Organisation.Kind.ASSOCIATION for one in associations):
        raise RefusedError(_("Name at least one association; only associations adopt a standard."))
    consulted = reads.consulted(found.standard)
    if why := hindrance(consulted, timezone.localdate(at)):
        raise RefusedError(hindrance_words(why))
    found.state, found.offered_at = State.OFFERED.value, at
    found.save(update_fields=["state", "offered_at"])
    Named.objects.bulk_create([Named(version=found, organisation=one) for one in associations])
    details = {"associations": sorted(one.pk for one in associations)}
    record(by=by, action="standard.offer", object=name_of(found), details=details, at=at)
    _tell(found, Label("Aangeboden ter vaststelling", "Offered for adoption"), by, at)
    title = Label(
        f"Uw vereniging wordt gevraagd vast te stellen: {found.standard.title_nl}",
        f"Your association is asked to adopt: {found.standard.title_en}",
    )
    url = f"/standards/{found.standard_id}/"
    tell_speakers(organisations=[one.pk for one in associations], title=title, url=url, by=by, at=at)
    return found


def hindrance_words(why: str) -> str:
    """Why a version may not be offered yet."""
    return {
        "never_consulted": _("No version of this standard was out for comment yet."),
        "still_open": _("Its consultation is still open."),
        "unanswered": _("Not every comment has its reaction yet."),
    }[why]


@transaction.atomic
def adopt(*, by: Person, named: Named, at: datetime | None = None) -> Version:
    """Adopt in the name of one's own association; the standard holds from the moment that the last one did."""
    at = at or timezone.now()
    version = Version.objects.select_for_update().get(pk=named.version_id)
    if version.state != State.OFFERED:
        raise RefusedError(_("This version is not offered for adoption now."))
    row = _mine(by, named)
    if row.adopted_at is not None:
        raise RefusedError(_("Your association adopted this version already."))
    row.adopted_at, row.adopted_by = at, by.actor
    row.save(update_fields=["adopted_at", "adopted_by"])
    details = {"association": row.organisation_id}
    record(by=by.actor, action="standard.adopt", object=name_of(version), details=details, at=at)
    if adopted_by_all(one.adopted_at is not None for one in version.named.all()):
        _hold(version, by.actor, at)
    return version


def _hold(version: Version, by: str, at: datetime) -> None:
    """The version holds from now on, in place of the one that held."""
    for earlier in version.standard.versions.filter(state=State.ADOPTED.value):
        earlier.state, earlier.ended_at = State.REPLACED.value, at
        earlier.save(update_fields=["state", "ended_at"])
    version.state, version.adopted_at = State.ADOPTED.value, at
    version.save(update_fields=["state", "adopted_at"])
    head = Adopted(
        key=reads.key_of(version.standard_id),
        title=Label(version.standard.title_nl, version.standard.title_en),
        number=version.number,
        url=f"/standards/{version.standard_id}/versions/{version.number}/",
        adopted_on=timezone.localdate(at),
        lines=(),
    )
    put_standard(by=by, standard=head, lines=[_written(row) for row in version.lines.all()], at=at)
    record(by=by, action="standard.adopted", object=name_of(version), details={}, at=at)
    _tell(version, Label("Vastgesteld", "Adopted"), by, at)
    keep_standard_found(version.standard)


def _written(row: Line) -> WrittenLine:
    """As the entry of a fact file would say it; the drafters' words become its note."""
    scope = plain.loads(row.applies_to) if row.applies_to else None
    products = tuple(json.loads(row.products))
    nl, en = row.text_nl or row.text_en, row.text_en or row.text_nl
    return WrittenLine(row.step, row.aspect, plain.loads(row.must), products, scope, en or None, nl or None)


@transaction.atomic
def withdraw_adoption(*, by: Person, named: Named, why: str, at: datetime | None = None) -> Version:
    """Withdraw the adoption by one's own association: a version in force then no longer holds."""
    at = at or timezone.now()
    version = Version.objects.select_for_update().get(pk=named.version_id)
    row = _mine(by, named)
    if row.adopted_at is None or row.withdrawn_at is not None or version.state not in (State.OFFERED, State.ADOPTED):
        raise RefusedError(_("There is no adoption to withdraw."))
    if not why.strip():
        raise RefusedError(_("Say why; whoever uses the standard reads this."))
    held = version.state == State.ADOPTED
    row.withdrawn_at, row.withdrawn_by = at, by.actor
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    details = {"association": row.organisation_id}
    record(by=by.actor, action="standard.withdraw_adoption", object=name_of(version), details=details, at=at)
    _end(version, by.actor, why, at, held=held)
    return version


@transaction.atomic
def drop(*, by: str, version: Version, why: str, at: datetime | None = None) -> Version:
    """End a version that does not hold yet; what holds, only an association that adopted it can end."""
    at = at or timezone.now()
    if not why.strip():
        raise RefusedError(_("Say why; whoever took part reads this."))
    found = _moving(version, State.WITHDRAWN)
    if found.state == State.ADOPTED:
        raise RefusedError(_("Only an association that adopted it can end a standard in force."))
    _end(found, by, why, at, held=False)
    return found


def _end(version: Version, by: str, why: str, at: datetime, *, held: bool) -> None:
    public = version.state != State.DRAFT
    version.state, version.ended_at, version.ended_why = State.WITHDRAWN.value, at, why.strip()
    version.save(update_fields=["state", "ended_at", "ended_why"])
    record(by=by, action="standard.withdraw", object=name_of(version), details={}, at=at)
    if held:
        end_standard(by=by, key=reads.key_of(version.standard_id), at=at)
    if public:
        _tell(version, Label("Ingetrokken", "Withdrawn"), by, at)
    keep_standard_found(version.standard)


def _moving(version: Version, then: State) -> Version:
    found = Version.objects.select_for_update().get(pk=version.pk)
    if not may_follow(State(found.state), then):
        raise RefusedError(_("This version is past that point."))
    return found


def _mine(by: Person, named: Named) -> Named:
    """The row, locked; nobody adopts for an association that is not their own."""
    mine = {one.pk for one in reads.spoken_for(by) if one.kind == Organisation.Kind.ASSOCIATION}
    if named.organisation_id not in mine:
        raise RefusedError(_("You do not speak for this association."))
    return Named.objects.select_for_update().get(pk=named.pk)


def _tell(version: Version, what: Label, by: str, at: datetime) -> None:
    title = Label(f"{what.nl}: {version.standard.title_nl}", f"{what.en}: {version.standard.title_en}")
    keep_told(topics=topics_of(version), title=title, url=f"/standards/{version.standard_id}/", by=by, at=at)
