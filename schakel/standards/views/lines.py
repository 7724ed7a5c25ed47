# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A version of a standard as a page shows it: every line, and what it means for every product."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schakel.pathway.engine.beyond import beyond_words
from schakel.pathway.engine.requirement import Facts, Requirement
from schakel.pathway.engine.words import listed, requirement_words
from schakel.standards import reads
from schakel.standards.engine.difference import Said, aspect_of
from schakel.standards.engine.fit import Cell, Cells, Fit, fits, unserved
from schakel.standards.engine.lines import Line as LineValue
from schakel.standards.engine.lines import brands, rule_words
from schakel.standards.models import Acceptance, Line, Version

AND = ("en", "and")


@dataclass(frozen=True, slots=True)
class CellView:
    """What a line means for one product. `kind` is good, bad, accepted, quiet or unread; `why` says more."""

    brand: str
    kind: str
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """`lost` are sentences on whose requirements the line does not keep; `computed` the rule before it was changed."""

    id: int
    key: str
    step: str
    aspect: str
    rule: str
    computed: str
    text: str
    products: str
    cells: tuple[CellView, ...]
    lost: tuple[str, ...]
    extra: tuple[str, ...]
    basis: tuple[Said, ...]


def fit_words(fit: Fit) -> str:
    return {
        Fit.SAME: pgettext("the product and this line", "asks just this"),
        Fit.STRICTER: pgettext("the product and this line", "is satisfied"),
        Fit.LOOSER: pgettext("the product and this line", "asks more than this"),
        Fit.CONFLICT: pgettext("the product and this line", "conflicts with this"),
        Fit.JUDGEMENT: pgettext("the product and this line", "has to be weighed"),
        Fit.SILENT: _("silent"),
        Fit.UNREAD: _("not read"),
        Fit.OFF: _("not applicable"),
        Fit.ELSEWHERE: pgettext("the product and this line", "does not hold for it"),
    }[fit]


class Teller:
    """Tells the lines of one version in one language."""

    def __init__(self, version: Version, facts: Facts, lang: str) -> None:
        self.version, self.facts, self.lang = version, facts, lang
        self.slugs = reads.slugs_of(version)
        self.rows = list(version.lines.all())
        self.values = [reads.line_value(row) for row in self.rows]
        self.accepted = reads.acceptances(version)

    @property
    def brands(self) -> list[str]:
        return brands(self.slugs, self.facts)

    def lines(self) -> list[LineView]:
        cells = fits(self.values, self.slugs, self.facts)
        return [self.line(row, value, cells) for row, value in zip(self.rows, self.values, strict=True)]

    def line(self, row: Line, value: LineValue, cells: Cells) -> LineView:
        dutch = self.lang.startswith("nl")
        mine = [cells[value.key, slug] for slug in self.slugs if (value.key, slug) in cells]
        return LineView(
            id=row.pk,
            key=value.key,
            step=row.step_nl if dutch else row.step_en,
            aspect=row.aspect_nl if dutch else row.aspect_en,
            rule=row.rule_nl if dutch else row.rule_en,
            computed=self._computed(value) if value.changed else "",
            text=value.text.in_(self.lang) or value.text.en or value.text.nl,
            products=listed(brands(value.products, self.facts), AND, self.lang),
            cells=tuple(self._cell(row, slug, cells.get((value.key, slug))) for slug in self.slugs),
            lost=tuple(self.lost(value, mine)),
            extra=tuple(self.beyond(value, mine)),
            basis=value.basis,
        )

    def changed(self, row: Line, value: LineValue) -> LineView:
        """One line as it would be with this value, among the others as they are."""
        values = [value if one.key == value.key else one for one in self.values]
        return self.line(row, value, fits(values, self.slugs, self.facts))

    def lost(self, value: LineValue, cells: Iterable[Cell]) -> list[str]:
        """Whose requirements this line does not keep, and what those are."""
        return [
            f"{self._brand(cell.product)} {fit_words(cell.fit)}: {self._asks(cell)}"
            for cell in cells
            if cell.fit.lost and cell.product in value.products
        ]

    def beyond(self, value: LineValue, cells: Iterable[Cell]) -> list[str]:
        """What the line asks of products beyond their own requirement; those asked the same in one line."""
        aspect = aspect_of(self.facts.vocabulary, *value.place)
        grouped: dict[str, list[str]] = {}
        for cell in cells:
            for one in cell.extra:
                words = beyond_words(one, aspect, self.facts.vocabulary, self.lang) if aspect else ""
                grouped.setdefault(words, []).append(self._brand(cell.product))
        return [f"{listed(dict.fromkeys(who), AND, self.lang)}: {words}" for words, who in grouped.items()]

    def unserved(self) -> list[str]:
        """What the products ask about these aspects that no line was made for."""
        left = unserved(self.values, self.slugs, self.facts)
        return [f"{self._brand(r.product)}, {_label(r.key, self.facts, self.lang)}: {self._says(r)}" for r in left]

    def _says(self, requirement: Requirement) -> str:
        return requirement_words(requirement, self.facts.vocabulary, self.lang)

    def _asks(self, cell: Cell) -> str:
        return "; ".join(dict.fromkeys(map(self._says, cell.asks)))

    def _brand(self, slug: str) -> str:
        return brands([slug], self.facts)[0]

    def _computed(self, value: LineValue) -> str:
        aspect = aspect_of(self.facts.vocabulary, *value.place)
        assert value.computed is not None
        return rule_words(value.computed, aspect, self.facts.vocabulary).in_(self.lang) if aspect else ""

    def _cell(self, row: Line, slug: str, cell: Cell | None) -> CellView:
        brand, accepted = self._brand(slug), self.accepted.get(slug)
        if cell is None:
            return CellView(brand, "unread", _("no longer among the facts"))
        deviation = _deviation(accepted, row)
        words = fit_words(cell.fit)
        if deviation:
            return CellView(brand, "bad", pgettext("a firm from a line", "deviates"), deviation)
        if cell.fit.lost:
            kind = "accepted" if accepted else "bad"
            told = pgettext("a firm a line", "accepted by the firm") if accepted else words
            return CellView(brand, kind, told, self._asks(cell))
        kind = {Fit.SAME: "good", Fit.STRICTER: "good", Fit.UNREAD: "unread"}.get(cell.fit, "quiet")
        return CellView(brand, kind, words)


def _deviation(accepted: Acceptance | None, row: Line) -> str:
    found = accepted.deviations.all() if accepted else ()
    return next((one.reason for one in found if one.line_id == row.pk), "")


def _label(key: tuple[str, str], facts: Facts, lang: str) -> str:
    aspect = aspect_of(facts.vocabulary, *key)
    return aspect.label.in_(lang) if aspect else ".".join(key)


def with_rule(value: LineValue, must: Mapping[str, Any], products: Sequence[str]) -> LineValue:
    """The line as it would be."""
    return replace(value, must=must, products=tuple(products))
