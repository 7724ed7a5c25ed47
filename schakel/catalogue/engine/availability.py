# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer to "can someone in the Netherlands get this?", computed from the statuses, never written by hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schakel.catalogue.engine.dutch_status import DutchStatus, ended

DATE = re.compile(r"\d{4}(-\d\d){0,2}")


class Verdict(StrEnum):
    """Yes; for a part of the indications; no; or unknown: the sources do not settle it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """What an answer without a yes rests on: the EU authorisation ended, no source was found, or the statuses."""

    ENDED = "ended"
    NOTHING_FOUND = "nothing_found"
    STATUSES = "statuses"


@dataclass(frozen=True, slots=True)
class Availability:
    """The answer for one product. `as_of`: the latest date any of its sources speaks to (empty: none gives one)."""

    verdict: Verdict
    why: Why
    yes: tuple[DutchStatus, ...] = ()
    no: tuple[DutchStatus, ...] = ()
    unknown: tuple[DutchStatus, ...] = ()
    as_of: str = ""
    certain: bool = True

    @property
    def statuses(self) -> tuple[DutchStatus, ...]:
        return (*self.yes, *self.unknown, *self.no)


def availability(statuses: Sequence[DutchStatus], *, withdrawn_on: date | None, today: date) -> Availability:
    """The answer from a product's statuses. Without an EU authorisation any longer it is no, whatever they say."""
    by = {name: tuple(one for one in statuses if one.term.available == name) for name in ("yes", "no", "unknown")}
    as_of = latest(one.told.as_of for one in statuses)
    if withdrawn_on is not None and withdrawn_on <= today:
        return Availability(Verdict.NO, Why.ENDED, no=tuple(statuses), as_of=as_of)
    if not statuses:
        return Availability(Verdict.UNKNOWN, Why.NOTHING_FOUND)
    certain = not any(doubtful(one, today) for one in by["yes"] or statuses)
    return Availability(_verdict(by), Why.STATUSES, by["yes"], by["no"], by["unknown"], as_of, certain)


def _verdict(by: dict[str, tuple[DutchStatus, ...]]) -> Verdict:
    if by["yes"]:
        return Verdict.PARTLY if by["no"] or by["unknown"] else Verdict.YES
    return Verdict.UNKNOWN if by["unknown"] else Verdict.NO


def doubtful(one: DutchStatus, today: date) -> bool:
    """Whether a status rests on less than a decision that was seen, or on an arrangement that has ended by now."""
    return one.told.confidence != "high" or lapsed(one, today)


def lapsed(one: DutchStatus, today: date) -> bool:
    """Whether the arrangement behind a status ended by now, as far as the sources tell."""
    return one.told.arrangement_until is not None and ended(one.told.arrangement_until, today)


def latest(dates: Iterable[str]) -> str:
    """The latest date in these words: of equal beginnings the more precise one; empty where none holds a date."""
    found = [match.group() for words in dates if (match := DATE.search(words))]
    return max(found, default="")
