# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Readers for the text formats of OR-Library (J E Beasley): warehouse location (`cap…`) and p-median (`pmed…`).

Formats as its pages "capinfo", "uncapinfo" and "pmedinfo" describe them.
"""

import numpy as np

from schakel.capacity.engine.allocation.location import Instance
from schakel.capacity.engine.allocation.program import INFINITE, Floats
from schakel.values.located import FactsError, Fault

MAX_VERTICES = 1200


class _Words:
    """The numbers of a text one by one, each with its line."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.words = [(word, line) for line, row in enumerate(text.splitlines(), start=1) for word in row.split()]
        self.place = 0

    def number(self, what: str, least: float = -INFINITE) -> float:
        if self.place >= len(self.words):
            raise FactsError([Fault(self.file, self.words[-1][1] if self.words else 1, "the file ends", what)])
        word, line = self.words[self.place]
        self.place += 1
        try:
            found = float(word)
        except ValueError:
            raise FactsError([Fault(self.file, line, f"{word[:40]!r}", what)]) from None
        if not least <= found < INFINITE:
            raise FactsError([Fault(self.file, line, f"{word[:40]!r}", what)])
        return found

    def count(self, what: str, most: int) -> int:
        line = self.words[min(self.place, len(self.words) - 1)][1] if self.words else 1
        found = self.number(f"{what}, a whole number from 1 to {most:,}", 1)
        if found != int(found) or found > most:
            raise FactsError([Fault(self.file, line, f"{found:g}", f"{what}, a whole number from 1 to {most:,}")])
        return int(found)

    def end(self) -> None:
        if self.place < len(self.words):
            word, line = self.words[self.place]
            raise FactsError([Fault(self.file, line, f"{word[:40]!r} after the last number", "the end of the file")])


def read_cap(file: str, text: str, *, capacity: float | None = None, uncapacitated: bool = False) -> Instance:
    """A warehouse location file. `capacity` takes the place of the word `capacity` in capa, capb and capc."""
    if capacity is not None:
        text = text.replace("capacity", str(capacity))
    words = _Words(file, text)
    sites, customers = words.count("number of sites", 5000), words.count("number of customers", 20000)
    heads = [(words.number("a capacity", 0), words.number("a fixed cost", 0)) for _ in range(sites)]
    demand, costs = np.zeros(customers), np.zeros((customers, sites))
    for customer in range(customers):
        demand[customer] = words.number("a demand", 0)
        costs[customer] = [words.number("a cost") for _ in range(sites)]
    words.end()
    room, fixed = np.array(heads).T
    return Instance(
        _numbered("site", sites),
        _numbered("customer", customers),
        fixed,
        np.full(sites, INFINITE) if uncapacitated else room,
        demand,
        costs,
    )


def read_pmed(file: str, text: str) -> Instance:
    """A p-median file: a graph whose shortest paths are the costs. Of an edge that stands twice the last one counts."""
    words = _Words(file, text)
    vertices = words.count("number of vertices", MAX_VERTICES)
    edges = words.count("number of edges", 10_000_000)
    medians = words.count("number of medians", vertices)
    costs = np.full((vertices, vertices), INFINITE)
    for _ in range(edges):
        a, b = (words.count("a vertex", vertices) - 1 for _ in range(2))
        costs[a, b] = costs[b, a] = words.number("a length", 0)
    words.end()
    np.fill_diagonal(costs, 0)
    names = _numbered("vertex", vertices)
    return Instance(
        names,
        names,
        np.zeros(vertices),
        np.full(vertices, INFINITE),
        np.ones(vertices),
        _shortest(costs),
        open_exactly=medians,
    )


def _shortest(costs: Floats) -> Floats:
    """Floyd's algorithm, one step for all pairs at once."""
    for middle in range(len(costs)):
        np.minimum(costs, costs[:, middle, None] + costs[None, middle, :], out=costs)
    return costs


def _numbered(word: str, count: int) -> tuple[str, ...]:
    return tuple(f"{word} {number}" for number in range(1, count + 1))
