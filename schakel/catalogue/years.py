# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Authorisations by year as a chart: one square each, so that every count can be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.ui.charts.draw import element, percent, picture, text, together

SQUARE = 14
PITCH = 18
FOOT = 24
DECISION, OPINION = "decision", "opinion"


@dataclass(frozen=True, slots=True)
class Year:
    """The authorisations of one year, CAR T products first."""

    year: int
    found: tuple[AuthorisationModel, ...]

    @property
    def brands(self) -> str:
        return ", ".join(one.brand for one in self.found)

    @property
    def car_t(self) -> int:
        return sum(one.car_t for one in self.found)

    @property
    def ended(self) -> int:
        return sum(one.withdrawn_on is not None for one in self.found)


def year_of(one: AuthorisationModel, basis: str) -> int | None:
    """The year of the Commission's decision or of the CHMP's opinion; None where that date was not seen."""
    if basis == OPINION:
        return one.opinion_on.year if one.opinion_on else None
    return one.authorised_on.year if one.authorised_on else one.authorised_year


def by_year(every: Sequence[AuthorisationModel], basis: str) -> tuple[list[Year], list[AuthorisationModel]]:
    """Every year from the first to the last, empty ones too; and those whose date was not seen."""
    dated = [(year, one) for one in every if (year := year_of(one, basis)) is not None]
    without = [one for one in every if year_of(one, basis) is None]
    if not dated:
        return [], without
    first, last = min(year for year, _one in dated), max(year for year, _one in dated)
    return [Year(year, _of(year, dated)) for year in range(first, last + 1)], without


def _of(year: int, dated: Iterable[tuple[int, AuthorisationModel]]) -> tuple[AuthorisationModel, ...]:
    return tuple(sorted((one for at, one in dated if at == year), key=lambda one: not one.car_t))


def chart(years: Sequence[Year]) -> SafeString:
    """Squares standing on the line of years: filled for CAR T, open for others, struck through when it ended."""
    if not years:
        return SafeString("")
    ground = PITCH * max(len(year.found) for year in years) + 18
    parts = [element("line", class_="axis", x1="0%", x2="100%", y1=ground, y2=ground)]
    for place, year in enumerate(years):
        parts += _column(year, percent((place + 0.5) / len(years)), ground)
    told = "; ".join(f"{year.year}: {len(year.found)}" for year in years)
    title = _("Authorisations per year: %(told)s") % {"told": told}
    return picture(title, together(parts), height=ground + FOOT, kind="years")


def _column(year: Year, x: str, ground: int) -> list[SafeString]:
    squares = [_square(one, x, ground - PITCH * (level + 1)) for level, one in enumerate(year.found)]
    top = ground - PITCH * len(year.found) - 6
    count = [text(str(len(year.found)), x, top, anchor="middle", kind="strong")] if year.found else []
    return [*squares, *count, text(f"’{year.year % 100:02d}", x, ground + 18, anchor="middle")]


def _square(one: AuthorisationModel, x: str, y: int) -> SafeString:
    body = element("rect", x=-SQUARE / 2, y=0, width=SQUARE, height=SQUARE, class_="ink" if one.car_t else "si-box")
    cut = element("path", d=f"M{-SQUARE / 2 - 2} {SQUARE + 2}L{SQUARE / 2 + 2} -2", class_="cf-line", stroke_width=2)
    inside = together([element("title", one.brand), body, *([cut] if one.withdrawn_on else [])])
    return element("svg", inside, x=x, y=y, overflow="visible")
