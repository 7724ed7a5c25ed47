# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the windows."""

from pydantic import Field

from schakel.pathway.engine.published.parts import (
    Published,
    PublishedLink,
    PublishedPosition,
    link,
    minutes,
    position,
)
from schakel.pathway.engine.windows import Case, Implied, Windows


class PublishedWindow(Published):
    """`to` comes `min` to `max` minutes after `from` (null: no bound), with the chain that each bound follows from."""

    start: str = Field(serialization_alias="from")
    end: str = Field(serialization_alias="to")
    min: int | float | None
    max: int | float | None
    unit: str = "min"
    stated_by: list[str]
    derived: bool
    min_because: list[PublishedLink]
    max_because: list[PublishedLink]


class PublishedCase(Published):
    """One set of requirements that apply together; `situations` are the scopes in which they do."""

    situations: list[dict[str, str]]
    possible: bool
    windows: list[PublishedWindow]
    contradiction: list[PublishedLink] = Field(description="the chain that cannot hold; empty when all can")


class PublishedWindows(Published):
    """Answer of `windows`. `requirements` are all that the ids elsewhere name."""

    products: list[str]
    possible: bool
    cases: list[PublishedCase]
    requirements: dict[str, PublishedPosition]


def published_windows(found: Windows) -> PublishedWindows:
    """The published form."""
    asked = {requirement.id: requirement for case in found.cases for requirement in case.requirements}
    return PublishedWindows(
        products=list(found.products),
        possible=found.possible,
        cases=[_case(case) for case in found.cases],
        requirements={name: position(requirement) for name, requirement in asked.items()},
    )


def _case(case: Case) -> PublishedCase:
    return PublishedCase(
        situations=[dict(situation) for situation in case.situations],
        possible=not case.contradiction,
        windows=[_window(implied) for implied in case.implied],
        contradiction=[link(one) for one in case.contradiction],
    )


def _window(implied: Implied) -> PublishedWindow:
    return PublishedWindow(
        start=implied.start,
        end=implied.end,
        min=minutes(implied.low),
        max=minutes(implied.high),
        stated_by=[requirement.id for requirement in implied.stated_by],
        derived=implied.derived,
        min_because=[link(one) for one in implied.low_chain],
        max_because=[link(one) for one in implied.high_chain],
    )
