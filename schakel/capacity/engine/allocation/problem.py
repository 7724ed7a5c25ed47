# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is to be allocated: products over centres and years, under norms that can each be lifted.

Amounts are per year; money is in one currency of the reader's choice; `years` are places from 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from schakel.capacity.engine.allocation.geography import Place, Travel, minutes
from schakel.capacity.engine.allocation.program import INFINITE, Floats

NormKind = Literal["volume", "travel", "hours", "modules", "at_most", "at_least", "as_today"]
# How far a norm is loosened to learn the price of one step; None: only lifted as a whole.
STEPS: dict[NormKind, float | None] = {
    "volume": -1,
    "travel": 10,
    "hours": 0.1,
    "modules": 1,
    "at_most": 1,
    "at_least": -1,
    "as_today": None,
}


@dataclass(frozen=True, slots=True, order=True)
class Norm:
    """A rule that people made and people can change.

    volume: at least `amount` patients a year of a group (`about`) in each centre that offers any of it. travel: nobody
    travels more than `amount` minutes. hours: qualification within `amount` times each centre's hours. modules: at most
    `amount` modules of a resource per centre. at_most, at_least: so many centres offer any of a group. as_today:
    a product stays where it is; one that nobody offers goes to centres that offer its group.
    """

    kind: NormKind
    about: str = ""
    amount: float = 0.0

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}" if self.about else self.kind

    def loosened(self) -> "Norm | None":
        """The norm one step looser; None when there is no such step."""
        step = STEPS[self.kind]
        return None if step is None or self.amount + step < 0 else replace(self, amount=self.amount + step)


@dataclass(frozen=True, slots=True)
class Centre:
    """A hospital: what it offers today, what it may ever offer, what it has per year, and hours for qualification.

    One that may offer nothing can still take over stays.
    """

    name: str
    place: Place
    offers: frozenset[str] = frozenset()
    may: frozenset[str] | None = None
    capacity: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    hours: float = INFINITE


@dataclass(frozen=True, slots=True)
class Region:
    """Where patients live."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Product:
    """What a product asks: resources per patient, qualification effort to start and each year, and costs."""

    name: str
    group: str
    uses: Mapping[str, float] = field(default_factory=dict)
    start_hours: float = 0.0
    yearly_hours: float = 0.0
    start_cost: float = 0.0
    yearly_cost: float = 0.0
    patient_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Module:
    """Capacity that can be added in whole pieces: `size` per year, from the year it is bought."""

    size: float
    cost: float
    yearly_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Handover:
    """At most `share` of the use of a resource may be handed to another hospital within `minutes`, at `cost` a unit."""

    share: float
    cost: float = 0.0
    minutes: float = INFINITE


@dataclass(frozen=True, slots=True)
class Problem:
    """All of one allocation. `demand[region, product, year]` patients; `minute_cost`: weight of a patient's minute."""

    title: str
    start: int
    years: int
    centres: tuple[Centre, ...]
    regions: tuple[Region, ...]
    products: tuple[Product, ...]
    demand: Floats
    norms: tuple[Norm, ...] = ()
    modules: Mapping[str, Module] = field(default_factory=dict)
    handovers: Mapping[str, Handover] = field(default_factory=dict)
    travel: Travel = field(default_factory=Travel)
    minute_cost: float = 0.0

    @property
    def resources(self) -> tuple[str, ...]:
        """Every resource that a product uses, in order."""
        return tuple(dict.fromkeys(kind for product in self.products for kind in product.uses))

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(product.group for product in self.products))

    def minutes(self) -> Floats:
        """Travel time, shape (regions, centres)."""
        return minutes([each.place for each in self.regions], [each.place for each in self.centres], self.travel)

    def between(self) -> Floats:
        """Travel time from centre to centre."""
        places = [each.place for each in self.centres]
        return minutes(places, places, self.travel)

    def allowed(self) -> Floats:
        """1 where a centre may offer a product, shape (centres, products), else 0."""
        names = [product.name for product in self.products]
        may = [[centre.may is None or name in centre.may for name in names] for centre in self.centres]
        found = np.array(may, dtype=np.float64).reshape(len(self.centres), len(names))
        return np.asarray(found * self._as_today()) if self.norm("as_today") else found

    def today(self) -> Floats:
        """1 where a centre offers a product now, shape (centres, products), else 0."""
        return np.array(
            [[float(product.name in centre.offers) for product in self.products] for centre in self.centres]
        ).reshape(len(self.centres), len(self.products))

    def _as_today(self) -> Floats:
        today = self.today()
        groups = np.array([self.groups.index(product.group) for product in self.products], dtype=int)
        of_group = np.stack([today[:, groups == group].max(axis=1) for group in groups], axis=1)
        somewhere = of_group.max(axis=0) > 0
        new = np.where(somewhere, of_group, 1.0)
        return np.where(today.max(axis=0) > 0, today, new)

    def capacity(self) -> Floats:
        """Shape (centres, resources, years); 0 where nothing is said."""
        none = (0.0,) * self.years
        rows = [[centre.capacity.get(kind, none) for kind in self.resources] for centre in self.centres]
        return np.array(rows, dtype=np.float64).reshape(len(self.centres), len(self.resources), self.years)

    def uses(self) -> Floats:
        """Shape (products, resources)."""
        rows = [[product.uses.get(kind, 0.0) for kind in self.resources] for product in self.products]
        return np.array(rows, dtype=np.float64).reshape(len(self.products), len(self.resources))

    def norm(self, kind: NormKind, about: str = "") -> Norm | None:
        """The norm of that kind, the strictest when there are several; None when there is none."""
        found = [norm for norm in self.norms if norm.kind == kind and norm.about == about]
        return None if not found else max(found) if kind in ("volume", "at_least") else min(found)

    def without(self, *lifted: Norm) -> "Problem":
        return replace(self, norms=tuple(norm for norm in self.norms if norm not in lifted))

    def with_norms(self, norms: Iterable[Norm]) -> "Problem":
        """The same problem with further norms."""
        return replace(self, norms=(*self.norms, *norms))


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to organise care, as norms that come on top of the problem's own."""

    name: str
    norms: tuple[Norm, ...] = ()


def policies(problem: Problem, *, few: int = 2) -> Sequence[Policy]:
    """The three ways that are always compared: as today, at most `few` centres per group, and every centre that may."""
    may = replace(problem, norms=()).allowed()
    groups = np.array([product.group for product in problem.products])
    able = {group: int((may[:, groups == group].max(axis=1) > 0).sum()) for group in problem.groups}
    return (
        Policy("today", (Norm("as_today"),)),
        Policy("centralise", tuple(Norm("at_most", group, few) for group in problem.groups)),
        Policy("decentralise", tuple(Norm("at_least", group, able[group]) for group in problem.groups)),
    )
