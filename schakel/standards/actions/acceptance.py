# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Acceptance: a firm accepts a version for its product, with what it keeps asking differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.catalogue.models import Product
from schakel.people.models import Organisation, Person
from schakel.standards import reads
from schakel.standards.actions.drafting import name_of
from schakel.standards.actions.shared import RefusedError, firm_for, keep_told
from schakel.standards.engine.state import State
from schakel.standards.models import Acceptance, Deviation, Version
from schakel.values.labels import Label

OPEN_FOR = frozenset({State.CONSULTATION, State.OFFERED, State.ADOPTED})


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a firm says: since when, and per line key why it keeps asking something else there."""

    accepted_on: date
    deviations: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def accept(*, by: Person, version: Version, product: Product, said: Accepted, at: datetime | None = None) -> Acceptance:
    """Accept in the name of the product's firm."""
    firm = firm_for(by, product.pk)
    return _accept(by.actor, version, product, said, at or timezone.now(), organisation=firm)


@transaction.atomic
def note_acceptance(
    *, by: str, version: Version, product: Product, said: Accepted, proof: str, at: datetime | None = None
) -> Acceptance:
    """Note what a firm accepted elsewhere; `proof` says in which letter."""
    if not proof.strip():
        raise RefusedError(_("Say in which letter or message the firm accepted."))
    return _accept(by, version, product, said, at or timezone.now(), proof=proof.strip())


def _accept(
    by: str,
    version: Version,
    product: Product,
    said: Accepted,
    at: datetime,
    *,
    organisation: Organisation | None = None,
    proof: str = "",
) -> Acceptance:
    """The new acceptance holds; the one before it stays to be read."""
    if State(version.state) not in OPEN_FOR:
        raise RefusedError(_("This version cannot be accepted now."))
    if product.pk not in reads.slugs_of(version):
        raise RefusedError(_("This standard is not about this product."))
    if said.accepted_on > timezone.localdate(at):
        raise RefusedError(_("An acceptance cannot be of a day that is still to come."))
    earlier = Acceptance.objects.select_for_update().filter(version=version, product=product, replaced_at=None).first()
    if earlier is not None:
        earlier.replaced_at = at
        earlier.save(update_fields=["replaced_at"])
    given = Acceptance(version=version, product=product, accepted_on=said.accepted_on, note=said.note.strip())
    given.organisation, given.proof, given.recorded_by, given.recorded_at = organisation, proof, by, at
    given.save(force_insert=True)
    kept = _deviations(given, said)
    details = {"product": product.pk, "deviations": sorted(kept), "replaces": earlier.pk if earlier else None}
    record(by=by, action="standard.accept", object=name_of(version), details=details, at=at)
    title, name = version.standard, product.brand
    told = Label(f"{name} accepteert: {title.title_nl}", f"{name} accepts: {title.title_en}")
    topics = [f"standard:{version.standard_id}", f"product:{product.pk}"]
    keep_told(topics=topics, title=told, url=f"/standards/{version.standard_id}/", by=by, at=at)
    return given


def _deviations(given: Acceptance, said: Accepted) -> list[str]:
    """Rows of what stays different; only lines that name the product can be deviated from."""
    reasons = {key: reason.strip() for key, reason in said.deviations.items() if reason.strip()}
    about = {row.key: row for row in given.version.lines.all() if given.product_id in reads.line_value(row).products}
    if unknown := sorted(set(reasons) - set(about)):
        raise RefusedError(_("No line of this standard for this product: %(lines)s") % {"lines": ", ".join(unknown)})
    rows = [Deviation(acceptance=given, line=about[key], reason=reason) for key, reason in reasons.items()]
    Deviation.objects.bulk_create(rows)
    return list(reasons)
