# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a scenario rests on: its numbers by part, those that are alike in every centre told once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.capacity.engine.scenario.leaves import Leaf, label, leaves
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.capacity.views.words import Words, groups, said


@dataclass(frozen=True, slots=True)
class Ground:
    """A number with its words, and where it comes from."""

    label: str
    text: str
    basis: str
    sourced: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the scenario."""

    id: str
    label: str
    grounds: tuple[Ground, ...]


def parts(file: ScenarioFile, words: Words) -> list[Part]:
    """The parts that say something, in the order of the page."""
    found = leaves(file)
    return [
        Part(group, heading, tuple(_grounds([leaf for leaf in found if leaf.group == group], file, words)))
        for group, heading in groups().items()
        if any(leaf.group == group for leaf in found)
    ]


def assumed(file: ScenarioFile) -> tuple[int, int]:
    """How many of its numbers are assumptions, and of how many."""
    found = leaves(file)
    return sum(not leaf.sourced for leaf in found), len(found)


def _grounds(found: Sequence[Leaf], file: ScenarioFile, words: Words) -> Iterable[Ground]:
    alike = _alike(found, file) if len(file.centres) > 1 else {}
    told = set()
    for leaf in found:
        rest = leaf.name[2:]
        if rest in alike:
            if rest not in told:
                told.add(rest)
                name = label(leaf, file, words.lang, words.steps).split(", ", 1)[1]
                yield _ground(leaf, _("%(what)s, in every centre") % {"what": name}, words)
        else:
            yield _ground(leaf, label(leaf, file, words.lang, words.steps), words)


def _alike(found: Sequence[Leaf], file: ScenarioFile) -> Mapping[tuple[str, ...], Leaf]:
    """The numbers that every centre has and that say the same in each."""
    by_rest: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in found:
        if leaf.group == "centres":
            by_rest.setdefault(leaf.name[2:], []).append(leaf)
    same = {rest: {(leaf.text, leaf.basis) for leaf in each} for rest, each in by_rest.items()}
    return {rest: each[0] for rest, each in by_rest.items() if len(each) == len(file.centres) and len(same[rest]) == 1}


def _ground(leaf: Leaf, name: str, words: Words) -> Ground:
    return Ground(name, said(leaf, words.lang), leaf.basis, leaf.sourced)
