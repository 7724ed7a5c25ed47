# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes to single requirements: a new version, or the end of one. History is added to, never changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from schakel.audit.actions import record
from schakel.pathway.actions.index import index_facts
from schakel.pathway.actions.version import hold, move_on
from schakel.pathway.engine.item import content_digest
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.models import Requirement, RequirementVersion
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Document as DocumentValue
from schakel.sources.models import Document
from schakel.values import plain


@transaction.atomic
def record_requirement(
    *, by: str, requirement: RequirementValue, details: dict[str, Any] | None = None, at: datetime | None = None
) -> RequirementVersion:
    """Makes `requirement` what is asked from now on; the version before it is closed and kept.

    Answers the version that says it already when nothing changed. `details` go into the trail entry.
    """
    (version,) = record_requirements(by=by, requirements=[requirement], details=details, at=at)
    return version


@transaction.atomic
def record_requirements(
    *,
    by: str,
    requirements: Sequence[RequirementValue],
    details: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> list[RequirementVersion]:
    """As `record_requirement`, for several at once: readers and the search index are told once, at the end."""
    hold()
    at = at or timezone.now()
    documents = keep_documents(documents=[requirement.citation.document for requirement in requirements])
    versions = [_record_one(by, requirement, documents, details or {}, at) for requirement in requirements]
    if any(version.recorded_at == at for version in versions):
        move_on(at=at)
        index_facts()
    return versions


def _record_one(
    by: str,
    requirement: RequirementValue,
    documents: Mapping[DocumentValue, Document],
    details: dict[str, Any],
    at: datetime,
) -> RequirementVersion:
    row = requirement_row(requirement)
    current = RequirementVersion.objects.select_for_update().filter(requirement=row, replaced_at=None).first()
    if current is not None and current.digest == content_digest(requirement):
        return current
    close_version(by=by, version=current, at=at)
    document = documents[requirement.citation.document]
    version = version_row(row=row, requirement=requirement, document=document, by=by, at=at)
    version.save(force_insert=True)
    told = {"before": current.digest if current else None, "after": version.digest, "version": version.pk}
    record(by=by, action="requirement.record", object=trail_object(row), details=told | details, at=at)
    return version


@transaction.atomic
def end_requirement(*, by: str, requirement: Requirement, reason: str, at: datetime | None = None) -> None:
    """Nothing is asked any more from now on; what was asked is kept."""
    hold()
    at = at or timezone.now()
    current = RequirementVersion.objects.select_for_update().filter(requirement=requirement, replaced_at=None).first()
    if current is None:
        return
    close_version(by=by, version=current, at=at)
    told = {"before": current.digest, "after": None, "reason": reason}
    record(by=by, action="requirement.end", object=trail_object(requirement), details=told, at=at)
    move_on(at=at)
    index_facts()


def requirement_row(requirement: RequirementValue) -> Requirement:
    """The lasting row of a requirement, made last in its product when it is new."""
    place = Requirement.objects.filter(product_id=requirement.product).count()
    row, _ = Requirement.objects.get_or_create(
        product_id=requirement.product,
        step=requirement.step,
        aspect=requirement.aspect,
        scope=requirement.scope.key,
        defaults={"place": place},
    )
    return row


def close_version(*, by: str, version: RequirementVersion | None, at: datetime) -> None:
    """Ends a current version; None when there was none."""
    if version is not None:
        RequirementVersion.objects.filter(pk=version.pk).update(replaced_at=at, replaced_by=by)


def version_row(
    *, row: Requirement, requirement: RequirementValue, document: Document, by: str, at: datetime
) -> RequirementVersion:
    """The row of a new version, not saved."""
    return RequirementVersion(
        requirement=row,
        must=plain.dumps(requirement.must),
        applies_to=plain.dumps(requirement.applies_to) if requirement.applies_to else "",
        obligation=requirement.obligation,
        note=requirement.note or "",
        note_nl=requirement.note_nl or "",
        document=document,
        section=requirement.citation.section,
        checked_by=requirement.citation.checked_by or "",
        checked_on=requirement.citation.checked_on,
        valid_from=requirement.valid_from,
        valid_to=requirement.valid_to,
        digest=content_digest(requirement),
        recorded_at=at,
        recorded_by=by,
    )


def trail_object(requirement: Requirement) -> str:
    """What the trail calls a requirement; its row where a scope makes the name too long, or spaced, for the trail."""
    name = requirement.name
    return f"requirement:{name}" if len(name) <= 200 and " " not in name else f"requirement:#{requirement.pk}"
