# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A standard as a table and as data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from schakel.standards import reads
from schakel.standards.models import Standard, Version
from schakel.standards.views.lines import LineView, Teller
from schakel.ui.files import Table
from schakel.values.located import Decimalish


def standard_table(teller: Teller, lines: Sequence[LineView]) -> Table:
    """One row per line, one column per product."""
    head = [_("Line"), _("Step"), _("Aspect"), _("Rule"), _("Holds for"), _("Explanation"), *teller.brands]
    rows = (
        [
            *(line.key, line.step, line.aspect, line.rule, line.products, line.text),
            *(f"{cell.words}: {cell.why}" if cell.why else cell.words for cell in line.cells),
        ]
        for line in lines
    )
    return [head, *rows]


def standards_json(rows: Iterable[Standard]) -> list[dict[str, Any]]:
    """Every standard with the version in force, or the newest that the field has seen."""
    shown = ((row, reads.versions_of(row, drafts=False)) for row in rows)
    return [standard_json(reads.shown(versions)) for _row, versions in shown if versions]


def standard_json(version: Version) -> dict[str, Any]:
    """One version: its lines as a fact file writes rules, its basis, who adopted and who accepted it."""
    standard = version.standard
    return {
        "id": standard.pk,
        "title": {"nl": standard.title_nl, "en": standard.title_en},
        "version": version.number,
        "state": version.state,
        "why": version.why,
        "products": reads.slugs_of(version),
        "consultation": {"from": version.consult_from, "until": version.consult_until},
        "adopted_at": version.adopted_at,
        "url": f"/standards/{standard.pk}/versions/{version.number}/",
        "lines": [_line(row) for row in version.lines.all()],
        "associations": [
            {"organisation": one.organisation_id, "adopted_at": one.adopted_at, "withdrawn_at": one.withdrawn_at}
            for one in version.named.all()
        ],
        "acceptances": [
            {
                "product": slug,
                "accepted_on": one.accepted_on,
                "firm": one.organisation_id,
                "noted_from": one.proof,
                "deviations": {each.line.key: each.reason for each in one.deviations.all()},
            }
            for slug, one in reads.acceptances(version).items()
        ],
    }


def _line(row: Any) -> dict[str, Any]:
    value = reads.line_value(row)
    return {
        "key": value.key,
        "step": value.step,
        "aspect": value.aspect,
        "must": _numbers(value.must),
        "applies_to": _numbers(value.applies_to),
        "products": list(value.products),
        "rule": {"nl": row.rule_nl, "en": row.rule_en},
        "text": {"nl": row.text_nl, "en": row.text_en},
        "changed_from_computed": value.changed,
        "rests_on": [
            {"requirement": said.requirement, "says": said.words.en, "document": said.document, "section": said.section}
            for said in value.basis
        ],
    }


def _numbers(data: Any) -> Any:
    """Plain data as JSON: exact decimals as numbers."""
    if isinstance(data, dict):
        return {name: _numbers(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_numbers(value) for value in data]
    return float(data) if isinstance(data, Decimalish) else data
