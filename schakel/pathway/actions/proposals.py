# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposals: one person proposes, another decides, and what is approved becomes the next version in one transaction.

The trail gets who and what (as digests), never the free words of a reason: those may hold what must be erasable.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.pathway import reads
from schakel.pathway.actions.requirements import record_requirements, requirement_row, trail_object
from schakel.pathway.engine.change import Change, changed, requirement_in, with_document
from schakel.pathway.engine.item import content_digest
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.models import Proposal, RequirementVersion
from schakel.sources.engine.citation import DocumentModel
from schakel.sources.models import Document
from schakel.values import plain


class RefusedError(Exception):
    """A rule of proposing or deciding forbids it; the message is for the reader."""


class StaleError(RefusedError):
    """What the proposal was written against has been replaced meanwhile."""


@transaction.atomic
def propose(
    *,
    by: str,
    requirement: RequirementValue,
    item: Mapping[str, Any],
    base: int,
    reason: str,
    at: datetime | None = None,
) -> Proposal:
    """Propose that the requirement says `item` from now on. `base` is the version that the proposer was shown.

    StaleError when that version is no longer the current one; ChangeError when no file could say `item`;
    RefusedError when it says nothing new.
    """
    facts = reads.facts()
    wanted = requirement_in(
        changed(facts, Change(requirement.product, requirement.id, item)), requirement.product, requirement.id
    )
    row = reads.requirement_row(requirement)
    current = RequirementVersion.objects.select_for_update().filter(requirement=row, replaced_at=None).first()
    if current is None or current.pk != base:
        raise StaleError(_("This requirement changed after you opened the form."))
    if wanted is None or content_digest(wanted) == current.digest:
        raise RefusedError(_("Nothing has changed yet: the proposal says what is there already."))
    proposal = Proposal(requirement=row, base=current, item=plain.dumps(item))
    details = {"about": trail_object(row), "before": current.digest, "after": content_digest(wanted)}
    return _put(proposal, by, reason, details, at)


@transaction.atomic
def propose_new(*, by: str, product: str, item: Mapping[str, Any], reason: str, at: datetime | None = None) -> Proposal:
    """Propose that the product asks something it does not ask yet; ChangeError when no file could say it."""
    facts, name = reads.facts(), f"{product}:{item['step']}.{item['aspect']}"
    if requirement_in(facts, product, name):
        raise StaleError(_("This is asked already. Propose a change to it instead."))
    wanted = requirement_in(changed(facts, Change(product, name, item)), product, name)
    assert wanted is not None, name
    row = requirement_row(wanted)
    details = {"about": trail_object(row), "before": None, "after": content_digest(wanted)}
    return _put(Proposal(requirement=row, item=plain.dumps(item)), by, reason, details, at)


@transaction.atomic
def propose_document(
    *, by: str, document: Document, item: Mapping[str, Any], reason: str, at: datetime | None = None
) -> Proposal:
    """Propose that every fact that cites this document cites the document of `item` instead."""
    wanted = DocumentModel.model_validate(dict(item)).document()
    if wanted == document.value:
        raise RefusedError(_("Nothing has changed yet: the proposal says what is there already."))
    if not reads.citing(document.key):
        raise StaleError(_("No fact cites this document any more."))
    proposal = Proposal(document=document, item=plain.dumps(item))
    details = {"about": f"document:{document.key}", "before": document.key, "after": wanted.key}
    return _put(proposal, by, reason, details, at)


@transaction.atomic
def approve(*, by: str, proposal: Proposal, why: str, at: datetime | None = None) -> list[RequirementVersion]:
    """Make what was proposed the current facts: new versions, the old ones closed, all or nothing."""
    at = at or timezone.now()
    locked = _open(proposal)
    _require_other(by, locked)
    told = {"proposal": locked.pk, "proposed_by": locked.proposed_by}
    versions = record_requirements(by=by, requirements=_wanted(locked), details=told, at=at)
    _decide(locked, Proposal.APPROVED, by, why, at)
    return versions


@transaction.atomic
def reject(*, by: str, proposal: Proposal, why: str, at: datetime | None = None) -> None:
    """Leave the facts as they are, and say why."""
    locked = _open(proposal)
    _require_other(by, locked)
    if not why.strip():
        raise RefusedError(_("Say why you reject it; the proposer reads this."))
    _decide(locked, Proposal.REJECTED, by, why, at or timezone.now())


@transaction.atomic
def withdraw(*, by: str, proposal: Proposal, at: datetime | None = None) -> None:
    """Take back one's own proposal before anyone decided."""
    locked = _open(proposal)
    if locked.proposed_by != by:
        raise RefusedError(_("Only who proposed it can withdraw it."))
    _decide(locked, Proposal.WITHDRAWN, by, "", at or timezone.now())


def overtaken(proposal: Proposal) -> bool:
    """Whether the requirement is no longer what an open proposal was written against."""
    versions = RequirementVersion.objects.select_for_update().filter(requirement=proposal.requirement, replaced_at=None)
    current = versions.first() if proposal.requirement_id else None
    return (current.pk if current else None) != proposal.base_id


def _put(proposal: Proposal, by: str, reason: str, details: Mapping[str, Any], at: datetime | None) -> Proposal:
    proposal.proposed_by, proposal.reason, proposal.proposed_at = by, reason.strip(), at or timezone.now()
    proposal.save(force_insert=True)
    record(by=by, action="proposal.make", object=f"proposal:{proposal.pk}", details=details, at=proposal.proposed_at)
    return proposal


def _open(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != Proposal.OPEN:
        raise RefusedError(_("This proposal was decided already."))
    return locked


def _require_other(by: str, proposal: Proposal) -> None:
    if proposal.proposed_by == by:
        raise RefusedError(_("A second person decides: you proposed this yourself."))


def _wanted(proposal: Proposal) -> list[RequirementValue]:
    """What the requirements will say; StaleError when what the proposal was written against is gone."""
    facts, item = reads.facts(), plain.loads(proposal.item)
    if proposal.document is not None:
        old, new = proposal.document.value, DocumentModel.model_validate(item).document()
        cited = reads.citing(proposal.document.key)
        if not cited:
            raise StaleError(_("No fact cites this document any more."))
        after = with_document(facts, old, new)
        return [found for r in cited if (found := requirement_in(after, r.product, r.id))]
    if proposal.requirement is None or overtaken(proposal):
        raise StaleError(_("This requirement changed after it was proposed. Reject it, or propose it anew."))
    product, name = proposal.requirement.product_id, proposal.requirement.name
    found = requirement_in(changed(facts, Change(product, name, item)), product, name)
    return [found] if found else []


def _decide(proposal: Proposal, state: str, by: str, why: str, at: datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.decided_why = state, by, at, why.strip()
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decided_why"])
    record(by=by, action=f"proposal.{state}", object=f"proposal:{proposal.pk}", details={}, at=at)
