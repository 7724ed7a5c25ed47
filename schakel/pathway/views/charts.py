# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers to coordinates for the charts of this room; the templates draw them."""

from dataclasses import dataclass

from schakel.pathway.engine.compare import Harmonisation

BAR_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: where it begins, how wide, its number and its role (certain, could_change, not_fitting)."""

    x: float
    width: float
    number: int
    role: str


def fit_bar(figure: Harmonisation, width: int = BAR_WIDTH) -> tuple[Part, ...]:
    """Certain, could change, and what does not fit, as parts of one bar; empty when nothing is compared."""
    pieces = (
        (figure.certain, "certain"),
        (figure.could_change, "could_change"),
        (figure.of - figure.fit, "not_fitting"),
    )
    parts: list[Part] = []
    at = 0.0
    for number, role in pieces:
        if number:
            wide = round(width * number / figure.of, 1)
            parts.append(Part(round(at, 1), wide, number, role))
            at += wide
    return tuple(parts)
