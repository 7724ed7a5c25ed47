# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What other products of the same kind ask where one product speaks, or is silent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.pathway.engine.compare import Comparison, Row, Verdict
from schakel.pathway.engine.constraints import Range
from schakel.pathway.engine.requirement import Facts, Profile, Requirement
from schakel.pathway.engine.vocabulary import AspectKey
from schakel.pathway.engine.words import constraint_words, listed, requirement_words
from schakel.ui.charts.axis import Point, axis_rings
from schakel.values.numbers import count_words

AND = ("en", "and")
MOST = 3  # different answers that are told; the comparison has them all


@dataclass(frozen=True, slots=True)
class Others:
    """`who`: how many others speak; `verdict` empty where none is given; `lines` what they ask; `axis` may be empty."""

    who: str
    verdict: str
    lines: tuple[str, ...]
    axis: SafeString
    row: str


@dataclass(frozen=True)
class Beside:
    """The comparison of a product with those of its kind, asked from its own side."""

    comparison: Comparison
    profile: Profile
    facts: Facts
    lang: str

    @cached_property
    def rows(self) -> Mapping[AspectKey, Row]:
        return {row.aspect.key: row for row in self.comparison.rows}

    def quiet(self, step: str) -> tuple[list[str], list[str]]:
        """Aspects of a step of which others speak: those this product is silent about, and those not read."""
        slug = self.profile.slug
        rows = [row for row in self.comparison.rows if row.aspect.step == step]
        silent = [row.aspect.label.in_(self.lang) for row in rows if slug in row.silent]
        return silent, [row.aspect.label.in_(self.lang) for row in rows if slug in row.unknown]

    def others(self, requirement: Requirement) -> Others | None:
        """What the others ask about the same; None where there are no others, or where a clock only moved a window."""
        row = self.rows.get(requirement.key)
        if row is None or self.profile.slug not in row.by_product or len(self.comparison.products) < 2:
            return None
        speaking = [slug for slug in row.by_product if slug != self.profile.slug]
        counts = row.aspect.nature == "procedure"
        return Others(
            who=self._who(len(speaking)),
            verdict=row.verdict.value if counts else "",
            lines=tuple(self._lines(row, speaking)),
            axis=self._axis(row) if speaking else SafeString(""),
            row=f"{row.aspect.step}.{row.aspect.name}",
        )

    def _who(self, count: int) -> str:
        if not count:
            return _("No other product speaks")
        told = count_words(count, self.lang)
        return ngettext("%(count)s other product speaks", "%(count)s other products speak", count) % {
            # Dutch keeps the accent off a capital that begins a sentence: Eén.
            "count": (told[:1].upper() + told[1:]).replace("É", "E")
        }

    def _lines(self, row: Row, speaking: list[str]) -> Iterable[str]:
        if not speaking:
            yield from self._quiet_words(row)
        elif row.aspect.nature != "procedure":
            yield from self._answers(row, speaking)
        elif row.verdict is Verdict.COMPATIBLE and row.rule is not None:
            yield self._setters(row)
            rule = constraint_words(row.rule, row.aspect, self.facts.vocabulary, self.lang)
            yield from self._answers(row, speaking, told=rule)
        elif row.verdict is not Verdict.EQUAL:
            yield from self._answers(row, speaking)

    def _quiet_words(self, row: Row) -> Iterable[str]:
        """Of the others that do not speak: read and silent, or not read."""
        if row.silent:
            yield ngettext("%(count)d is silent", "%(count)d are silent", len(row.silent)) % {"count": len(row.silent)}
        if row.unknown:
            yield ngettext("of %(count)d nobody read it", "of %(count)d nobody read it", len(row.unknown)) % {
                "count": len(row.unknown)
            }

    def _setters(self, row: Row) -> str:
        assert row.rule is not None
        rule = constraint_words(row.rule, row.aspect, self.facts.vocabulary, self.lang)
        binding = list(dict.fromkeys(p.product for p in row.positions if p.id in row.binding))
        if not binding:
            return rule
        words = ngettext("%(names)s sets the rule: %(rule)s", "%(names)s set the rule: %(rule)s", len(binding))
        return words % {"names": self._brands(binding), "rule": rule}

    def _answers(self, row: Row, speaking: list[str], told: str = "") -> Iterable[str]:
        """What the others ask, those that ask the same together; not what was told before."""
        grouped: dict[str, list[str]] = {}
        for slug in speaking:
            said = (requirement_words(p, self.facts.vocabulary, self.lang) for p in row.by_product[slug])
            grouped.setdefault("; ".join(dict.fromkeys(said)), []).append(slug)
        own = "; ".join(
            dict.fromkeys(
                requirement_words(p, self.facts.vocabulary, self.lang) for p in row.by_product[self.profile.slug]
            )
        )
        differing = [(words, slugs) for words, slugs in grouped.items() if words not in (own, told)]
        for words, slugs in differing[:MOST]:
            yield f"{self._brands(slugs)}: {words}"
        if (left := len(differing) - MOST) > 0:
            yield ngettext("and %(count)d other answer", "and %(count)d other answers", left) % {"count": left}

    def _brands(self, slugs: Iterable[str]) -> str:
        return listed((self.facts.by_slug[slug].product.brand for slug in slugs), AND, self.lang)

    def _axis(self, row: Row) -> SafeString:
        """The bounds on one axis, where all bound the same side of a range and not all alike."""
        unit = row.aspect.unit
        # This product first: where several stand on one place, its name is the one that is written.
        positions = sorted(row.positions, key=lambda p: p.product != self.profile.slug)
        ranges = [(p, p.constraint.to(unit)) for p in positions if isinstance(p.constraint, Range) and unit]
        for side, limit in (("high", "max"), ("low", "min")):
            bounds = [(p, value) for p, r in ranges if (value := getattr(r, side)) is not None]
            if len(bounds) == len(row.positions) and len({value for _p, value in bounds}) > 1:
                brands = self.facts.by_slug
                return axis_rings(
                    [Point(value, brands[p.product].product.brand, self._kind(p, row)) for p, value in bounds],
                    unit or "1",
                    limit if row.aspect.nature == "procedure" else "",
                )
        return SafeString("")

    def _kind(self, position: Requirement, row: Row) -> str:
        if position.product == self.profile.slug:
            return "here"
        return "binds" if position.id in row.binding and row.aspect.nature == "procedure" else ""
