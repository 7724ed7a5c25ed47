# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing a standard: the first draft from the computed rules, changes by a drafter, the next version."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.reads import facts
from schakel.standards import reads
from schakel.standards.actions.shared import RefusedError
from schakel.standards.engine.difference import aspect_of, plain_said
from schakel.standards.engine.lines import Line as LineValue
from schakel.standards.engine.lines import rule_words
from schakel.standards.engine.state import State
from schakel.standards.models import Line, Standard, Version
from schakel.values import plain
from schakel.values.labels import Label


@transaction.atomic
def found_standard(
    *, by: str, title: Label, why: str, products: Sequence[str], lines: Sequence[LineValue], at: datetime | None = None
) -> Standard:
    """Begin a standard for these products with a first draft of these lines."""
    at = at or timezone.now()
    if not lines:
        raise RefusedError(_("Choose at least one rule."))
    standard = Standard(title_nl=title.nl.strip(), title_en=title.en.strip(), founded_by=by, founded_at=at)
    standard.full_clean()
    standard.save(force_insert=True)
    version = _version(standard, 1, by, products, why, at)
    vocabulary = facts().vocabulary
    Line.objects.bulk_create([_row(version, place, line, vocabulary) for place, line in enumerate(lines)])
    details = {"products": sorted(products), "lines": [line.key for line in lines]}
    record(by=by, action="standard.found", object=name_of(version), details=details, at=at)
    return standard


@transaction.atomic
def change_line(
    *, by: str, line: Line, must: dict[str, Any], products: Sequence[str], text: Label, at: datetime | None = None
) -> Line:
    """Make a line of a draft say something else; RuleError for a rule that no fact file could state."""
    draft(line.version)
    if not products:
        raise RefusedError(_("A line holds for at least one product. Take the line out instead."))
    found = Line.objects.select_for_update().get(pk=line.pk)
    aspect = aspect_of(facts().vocabulary, found.step, found.aspect)
    if aspect is None:
        raise RefusedError(_("The vocabulary no longer holds this aspect. Take the line out."))
    words = rule_words(must, aspect, facts().vocabulary)
    found.must, found.products = plain.dumps(must), json.dumps(list(products))
    found.rule_nl, found.rule_en, found.text_nl, found.text_en = words.nl, words.en, text.nl.strip(), text.en.strip()
    found.save(update_fields=["must", "products", "rule_nl", "rule_en", "text_nl", "text_en"])
    details = {"line": found.key, "digest": plain.digest({"must": must, "products": list(products)})}
    record(by=by, action="standard.change", object=name_of(found.version), details=details, at=at or timezone.now())
    return found


@transaction.atomic
def take_out(*, by: str, line: Line, at: datetime | None = None) -> None:
    """Take a line out of a draft; earlier versions keep theirs."""
    version = draft(line.version)
    if version.lines.count() < 2:
        raise RefusedError(_("A standard has at least one line."))
    key = line.key
    line.delete()
    record(by=by, action="standard.take_out", object=name_of(version), details={"line": key}, at=at or timezone.now())


@transaction.atomic
def next_version(*, by: str, standard: Standard, why: str, at: datetime | None = None) -> Version:
    """A new draft with the lines of the latest version, to be changed; one draft at a time."""
    at = at or timezone.now()
    latest = standard.versions.select_for_update().order_by("-number").first()
    if latest is None or latest.state == State.DRAFT:
        raise RefusedError(_("There is a draft already. Change that one."))
    version = _version(standard, latest.number + 1, by, reads.slugs_of(latest), why, at)
    rows = list(latest.lines.all())
    for row in rows:
        row.pk, row.version = None, version
    Line.objects.bulk_create(rows)
    details = {"from": latest.number}
    record(by=by, action="standard.next_version", object=name_of(version), details=details, at=at)
    return version


def draft(version: Version) -> Version:
    """The version, locked; RefusedError unless it is still a draft."""
    found = Version.objects.select_for_update().get(pk=version.pk)
    if found.state != State.DRAFT:
        raise RefusedError(_("Only a draft can be changed. Begin a next version."))
    return found


def name_of(version: Version) -> str:
    """The version in the trail: `standard:3.2`."""
    return f"standard:{version.standard_id}.{version.number}"


def _version(standard: Standard, number: int, by: str, products: Sequence[str], why: str, at: datetime) -> Version:
    if not why.strip():
        raise RefusedError(_("Say what this version is for."))
    version = Version(standard=standard, number=number, products=json.dumps(list(products)), why=why.strip())
    version.made_by, version.made_at = by, at
    version.save(force_insert=True)
    return version


def _row(version: Version, place: int, line: LineValue, vocabulary: Vocabulary) -> Line:
    aspect = aspect_of(vocabulary, *line.place)
    assert aspect is not None, line.key
    words, step = rule_words(line.must, aspect, vocabulary), vocabulary.step_of[line.step].label
    return Line(
        version=version,
        place=place,
        key=line.key,
        step=line.step,
        aspect=line.aspect,
        must=plain.dumps(dict(line.must)),
        computed=plain.dumps(dict(line.computed)) if line.computed is not None else "",
        applies_to=plain.dumps(dict(line.applies_to)) if line.applies_to else "",
        products=json.dumps(list(line.products)),
        basis=json.dumps(plain_said(line.basis), ensure_ascii=False),
        step_nl=step.nl,
        step_en=step.en,
        aspect_nl=aspect.label.nl,
        aspect_en=aspect.label.en,
        rule_nl=words.nl,
        rule_en=words.en,
        text_nl=line.text.nl,
        text_en=line.text.en,
    )
