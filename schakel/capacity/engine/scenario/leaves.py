# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every number of a scenario: what it is in words, what it says, where it comes from, and how to replace it.

A number is named by what it belongs to and not by its place in a list, so that two scenarios can be compared number by
number whatever their order.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from schakel.capacity.engine.forecast.written import EstimateModel
from schakel.capacity.engine.scenario.durations import DurationModel
from schakel.capacity.engine.scenario.words import FIELDS, UNITS, word
from schakel.capacity.engine.scenario.written import CapacityModel, ScenarioFile
from schakel.values.located import Path
from schakel.values.plain import written_number
from schakel.values.schema import Model

RANGE = ".."
SETTLED = ("value", "min", "likely", "max", "median", "p95")


class NumberError(ValueError):
    """What was typed is no number of the expected form; `wanted` says which."""

    def __init__(self, typed: str, wanted: str) -> None:
        super().__init__(f"{typed!r}; expected {wanted}")
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number. `name`: stable name; `path`: its place in the data; `text`: as it is typed, `a..b` for a range.

    `sourced`: it has a source; otherwise `basis` is the assumption in words ("" when nothing was said).
    """

    name: tuple[str, ...]
    path: Path
    text: str
    unit: str
    basis: str
    sourced: bool
    shape: str = ""

    @property
    def group(self) -> str:
        """The part of the scenario it belongs to: forecast, centres, flows …"""
        return self.name[0]


def leaves(file: ScenarioFile) -> list[Leaf]:
    """Every number of the scenario, in the order of the file."""
    return list(_walk(file, (), ()))


def _walk(found: Any, path: Path, name: tuple[str, ...]) -> Iterator[Leaf]:
    if isinstance(found, EstimateModel):
        yield Leaf(name, path, text_of(found), _unit(name), found.source or found.assumption or "", bool(found.source))
        if isinstance(found, CapacityModel):
            for year, number in sorted(found.changes.items()):
                here = ("changes", year)
                yield Leaf((*name, str(year)), (*path, *here), str(number), _unit(name), "", sourced=False)
    elif isinstance(found, DurationModel):
        basis = found.source or found.assumption or ""
        text = RANGE.join(f"{number:g}" for number in found.numbers())
        yield Leaf(name, path, text, found.unit, basis, bool(found.source), found.shape)
    elif isinstance(found, Model):
        for field in type(found).model_fields:
            yield from _walk(getattr(found, field), (*path, field), (*name, field))
    elif isinstance(found, Mapping):
        for key, value in found.items():
            yield from _walk(value, (*path, key), (*name, str(key)))
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from _walk(value, (*path, place), (*name, _own_name(value, place)))


def _own_name(value: Any, place: int) -> str:
    """What an entry of a list is called: its id, its step, or the product that it is about."""
    for field in ("id", "step", "care"):
        if isinstance(found := getattr(value, field, None), str):
            return found
    parts = [getattr(value, field, None) for field in ("product", "indication", "line")]
    return "/".join(str(part) for part in parts if part not in (None, "all")) or str(place + 1)


def _unit(name: tuple[str, ...]) -> str:
    return UNITS.get(name[-1], "")


def text_of(written: EstimateModel) -> str:
    """The number as it is typed: `3`, `1..2` or `1..2..3`; a lognormal as median and 95th percentile, `3 (p95 8)`."""
    if written.instead is not None:
        return text_of(written.instead)
    if written.median is not None and written.p95 is not None:
        return f"{_digits(written.median)} (p95 {_digits(written.p95)})"
    given = [each for each in (written.value, written.min, written.likely, written.max) if each is not None]
    return RANGE.join(map(_digits, given))


def _digits(value: Fraction) -> str:
    return str(written_number(Fraction(value)))


def replaced(data: Mapping[str, Any], leaf: Leaf, typed: str, assumption: str) -> dict[str, Any]:
    """A copy of the scenario's data in which this number says what was typed, with the words that it rests on.

    NumberError when it is not a number of the form that stands there.
    """
    numbers = numbers_in(typed)
    fresh: dict[str, Any] = copy.deepcopy(dict(data))
    holder: Any = fresh
    for part in leaf.path[:-1]:
        # A part that the file left to its default is written from now on.
        holder = holder.setdefault(_key(holder, part), {}) if isinstance(holder, dict) else holder[part]
    last = _key(holder, leaf.path[-1])
    if leaf.shape:
        holder[last] = _duration(holder[last], leaf, numbers, typed, assumption)
    elif "changes" in leaf.path:
        if len(numbers) != 1 or numbers[0].denominator != 1:
            raise NumberError(typed, "a whole number")
        holder[last] = numbers[0].numerator
    else:
        names = {1: ("value",), 2: ("min", "max"), 3: ("min", "likely", "max")}.get(len(numbers))
        if names is None:
            raise NumberError(typed, "one number, or a range as 1..2 or 1..2..3")
        before = holder.get(last) if isinstance(holder, dict) else None
        before = before if isinstance(before, dict) else {}
        kept = {key: value for key, value in before.items() if key == "changes"}
        said = {name: written_number(number) for name, number in zip(names, numbers, strict=True)}
        holder[last] = {**said, "assumption": assumption, **kept}
    return fresh


def _key(holder: Any, part: str | int) -> str | int:
    """A year is a number, or in quotes where the data were JSON."""
    return str(part) if isinstance(holder, dict) and part not in holder and str(part) in holder else part


def _duration(before: Any, leaf: Leaf, numbers: Sequence[Fraction], typed: str, assumption: str) -> dict[str, Any]:
    shape, wanted = leaf.shape, leaf.text.count(RANGE) + 1
    if len(numbers) != wanted and shape != "empirical":
        raise NumberError(typed, f"{wanted} numbers, as {leaf.text}")
    plain = [written_number(number) for number in numbers]
    value: Any = plain if shape in ("uniform", "triangular") else plain[0]
    if shape in ("lognormal", "gamma"):
        value = {"mean": plain[0], "sd" if shape == "lognormal" else "shape": plain[1]}
    elif shape == "empirical":
        value = {"values": plain}
    kept = {"unit": before["unit"]} if "unit" in before else {}
    return {shape: value, **kept, "assumption": assumption}


def numbers_in(typed: str) -> list[Fraction]:
    """The numbers of what was typed, with comma or point; NumberError when one is none."""
    found = []
    for part in typed.replace("\N{HORIZONTAL ELLIPSIS}", RANGE).split(RANGE):
        text = part.strip().replace("\N{MINUS SIGN}", "-").replace(",", ".").replace("\xa0", "")
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise NumberError(typed, "a number such as 12 or 0.44, or a range as 0.2..0.44") from None
        if not number.is_finite() or abs(number) > 10**12 or -number.as_tuple().exponent > 9:  # type: ignore[operator]
            raise NumberError(typed, "a number of ordinary size")
        found.append(Fraction(number))
    return found


def label(leaf: Leaf, file: ScenarioFile, lang: str, steps: Mapping[str, str]) -> str:
    """What the number is, in words. `steps`: the names of the pathway's steps in that language."""
    return ", ".join(part for part in _parts(leaf.name, file, lang, steps) if part)


def _parts(name: tuple[str, ...], file: ScenarioFile, lang: str, steps: Mapping[str, str]) -> Iterator[str]:
    known = {one.id: one.label.label().in_(lang) for one in file.resources}
    known |= {one.id: one.label.label().in_(lang) for one in file.flows}
    known |= {one.id: one.label.label().in_(lang) for one in file.competing}
    known |= {one.id: one.name for one in file.centres}
    for part in name[1:] if name[0] in ("centres", "flows", "competing", "resources", "forecast") else name:
        if part in ("steps", "capacity", "changes", "duration", "growth", "offers", "indications", "lines", "hours"):
            if part == name[-1]:
                yield word(FIELDS, part, lang)
        elif part in known:
            yield known[part]
        elif part in steps:
            yield steps[part]
        else:
            yield word(FIELDS, part, lang)
