# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A national model as a blueprint: every step of every flow at every centre becomes a node.

A hand-over makes two nodes more: the part of the stay here, and the rest elsewhere. What a patient holds is followed
along the flow, so that who leaves halfway gives everything back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from schakel.capacity.engine.simulation.blueprint import (
    END_VEIN,
    FAILED,
    FINISHED,
    START_VEIN,
    Blueprint,
    Cell,
    Clock,
    Edge,
    Group,
    Held,
    Node,
    Origin,
    Pool,
    added,
)
from schakel.capacity.engine.simulation.durations import Duration
from schakel.capacity.engine.simulation.faults import check
from schakel.capacity.engine.simulation.model import Arrivals, Centre, Flow, HandOver, Hours, Model, Step, Use


def blueprint(model: Model) -> Blueprint:
    """The blueprint; ModelError with every fault of the model."""
    check(model)
    return _Builder(model).made()


def held_at(flow: Flow) -> tuple[dict[str, int], ...]:
    """Per step, the resources that a patient holds from earlier steps on arriving there."""
    found: list[dict[str, int]] = []
    names = [step.name for step in flow.steps]
    for place in range(len(names)):
        held: dict[str, int] = {}
        for before, step in enumerate(flow.steps[:place]):
            for use in step.uses:
                if names.index(use.until or names[before]) >= place:
                    held[use.resource] = held.get(use.resource, 0) + use.amount
        found.append(held)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where a flow's step begins at a centre: its whole node, and the part before a hand-over with its chance."""

    whole: int
    parts: tuple[tuple[float, int], ...]

    def edges(self, chance: float, *, again: bool = False) -> Iterator[Edge]:
        left = 1.0 - sum(share for share, _ in self.parts)
        for share, node in (*self.parts, (left, self.whole)):
            yield Edge(chance * share, node, again=again)


class _Builder:
    """Numbers everything once, then writes the nodes flow by flow."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.periods = len(model.years) + (model.warm_up > 0)
        self.clocks: list[Clock] = []
        self.clock_of = {each.name: self._clock(each.hours) for each in model.resources}
        self.durations: dict[Duration, int] = {}
        self.cells: dict[tuple[str, str], int] = {}
        self.cell_list: list[Cell] = []
        self.pools: list[Pool] = [self._pool(centre, name) for centre in model.centres for name in centre.capacity]
        self.pool_of = {(each.place, each.name): number for number, each in enumerate(self.pools)}
        self.nodes: list[Node] = []

    def made(self) -> Blueprint:
        flows = {each.name: each for each in self.model.flows}
        for flow in self.model.flows:
            if flow.slots_per_week:
                self.pool_of[None, slots(flow)] = len(self.pools)
                self.pools.append(Pool(slots(flow), None, self._per_period(flow.slots_per_week), weekly=True))
        entries: dict[tuple[str, str], int] = {}
        origins, groups = list[Origin](), list[Group]()
        for each in self.model.arrivals:
            flow, place = flows[each.flow], (each.flow, each.centre)
            if place not in entries:
                entries[place] = self._write(flow, each.centre)
            origins.append(self._origin(flow, each, entries[place], len(groups)))
            groups.append(Group(each.flow, each.centre))
        return self._blueprint(tuple(origins), tuple(groups))

    def _blueprint(self, origins: tuple[Origin, ...], groups: tuple[Group, ...]) -> Blueprint:
        warm, days = self.model.warm_up, self.model.year_days
        ends = [warm + days * (number + 1) for number in range(len(self.model.years))]
        return Blueprint(
            cells=tuple(self.cell_list),
            pools=tuple(self.pools),
            nodes=tuple(self.nodes),
            origins=origins,
            groups=groups,
            durations=tuple(self.durations),
            ends=tuple([warm, *ends] if warm > 0 else ends),
            skip=int(warm > 0),
            labels=self.model.years,
            clocks=tuple(self.clocks),
            places=tuple(each.name for each in self.model.centres),
        )

    def _per_period(self, per_year: tuple[int, ...]) -> tuple[int, ...]:
        return (*per_year[:1], *per_year) if self.model.warm_up > 0 else per_year

    def _clock(self, hours: Hours | None) -> int | None:
        if hours is None:
            return None
        self.clocks.append(week_of(hours))
        return len(self.clocks) - 1

    def _pool(self, centre: Centre, name: str) -> Pool:
        staff = next(each.staff for each in self.model.resources if each.name == name)
        return Pool(name, centre.name, self._per_period(centre.capacity[name]), self.clock_of[name], staff=staff)

    def _origin(self, flow: Flow, found: Arrivals, node: int, group: int) -> Origin:
        rates = tuple(number / self.model.year_days for number in found.per_year)
        if self.model.warm_up > 0:
            rates = (*rates[:1], *rates)
        return Origin(
            name=f"{flow.name}@{found.centre}",
            node=node,
            group=group,
            rates=rates,
            times=found.times,
            priorities=flow.priorities,
            hazard=flow.hazard,
            death_share=flow.death_share,
        )

    def _write(self, flow: Flow, centre: str) -> int:
        """The nodes of a flow at a centre; the number of the first."""
        first, held = len(self.nodes), held_at(flow)
        stops = [self._stop(flow, centre, place, held[place]) for place in range(len(flow.steps))]
        for place, step in enumerate(flow.steps):
            edges = tuple(_after(flow, place, step, stops))
            for number in self._ending(stops, place):
                self.nodes[number] = replace(self.nodes[number], edges=edges)
            for _, part in stops[place].parts:
                self.nodes[part] = replace(self.nodes[part], edges=(Edge(1.0, part + 1),))
        return first

    @staticmethod
    def _ending(stops: list[_Stop], place: int) -> list[int]:
        """The nodes with which a step is over: the whole, and the rest of each hand-over."""
        return [stops[place].whole, *(part + 1 for _, part in stops[place].parts)]

    def _stop(self, flow: Flow, centre: str, place: int, held: dict[str, int]) -> _Stop:
        step, here = flow.steps[place], self._held(centre, held)
        whole = self._node(flow, step, centre, here)
        self.nodes.append(whole)
        number, parts = len(self.nodes) - 1, []
        for each in self._hand_overs(flow, step, centre):
            parts.append((each.share, len(self.nodes)))
            self.nodes.extend(self._handed(step, whole, each))
        return _Stop(number, tuple(parts))

    def _hand_overs(self, flow: Flow, step: Step, centre: str) -> list[HandOver]:
        asked = (each for each in self.model.hand_overs if (each.centre, each.step) == (centre, step.name))
        return [each for each in asked if each.flow in (None, flow.name) and each.share > 0]

    def _handed(self, step: Step, whole: Node, hand_over: HandOver) -> tuple[Node, Node]:
        """The stay here up to the move, and the rest elsewhere; the places here go once those there are free."""
        there: Held = ()
        cell = whole.cell
        if hand_over.to is not None:
            there = tuple((self.pool_of[hand_over.to, self.pools[pool].name], amount) for pool, amount in whole.gives)
            cell = self._cell(step, hand_over.to)
        held = added(whole.held, tuple(pair for pair in whole.takes if not self.pools[pair[0]].weekly), 1)
        rest = replace(
            whole,
            cell=cell,
            scale=1.0 - hand_over.after,
            takes=there,
            gives=there,
            gives_first=whole.gives,
            held=held,
            clock=whole.clock if there else None,
            mark=0,
        )
        return replace(whole, scale=hand_over.after, gives=()), rest

    def _node(self, flow: Flow, step: Step, centre: str, held: Held) -> Node:
        takes = self._taken(flow, step, centre)
        clocks = {clock for use in step.uses if (clock := self.clock_of[use.resource]) is not None}
        return Node(
            cell=self._cell(step, centre),
            duration=self.durations.setdefault(step.duration, len(self.durations)),
            purpose=step.name,
            edges=(),
            takes=takes,
            gives=self._given(flow, step, centre),
            held=held,
            clock=next(iter(clocks), None),
            at_risk=step.at_risk,
            mark=_mark(flow, step),
        )

    def _taken(self, flow: Flow, step: Step, centre: str) -> Held:
        slot: Held = ((self.pool_of[None, slots(flow)], 1),) if step.slot and flow.slots_per_week else ()
        return (*((self.pool_of[centre, use.resource], use.amount) for use in step.uses), *slot)

    def _given(self, flow: Flow, step: Step, centre: str) -> Held:
        """What goes back at the end of a step: its own, and what earlier steps held until here."""
        uses = [use for each in flow.steps for use in each.uses if (use.until or each.name) == step.name]
        return self._held(centre, _sum(uses))

    def _held(self, centre: str, held: dict[str, int]) -> Held:
        return tuple((self.pool_of[centre, name], amount) for name, amount in held.items())

    def _cell(self, step: Step, centre: str) -> int:
        if (centre, step.name) not in self.cells:
            self.cells[centre, step.name] = len(self.cell_list)
            self.cell_list.append(Cell(step.name, centre, step.room))
        return self.cells[centre, step.name]


def slots(flow: Flow) -> str:
    """The name under which a firm's weekly slots are counted."""
    return f"slots:{flow.name}"


def week_of(hours: Hours) -> Clock:
    """Opening hours as stretches of a week, in days; days that touch at midnight become one stretch."""
    found: list[tuple[float, float]] = []
    for day, each in enumerate(hours.days):
        if each is None:
            continue
        start, close = day + each[0] / 24, day + each[1] / 24
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, close))
    return Clock(tuple(found))


def _sum(uses: list[Use]) -> dict[str, int]:
    found: dict[str, int] = {}
    for use in uses:
        found[use.resource] = found.get(use.resource, 0) + use.amount
    return found


def _mark(flow: Flow, step: Step) -> int:
    if flow.vein is None:
        return 0
    return START_VEIN if step.name == flow.vein[0] else END_VEIN if step.name == flow.vein[1] else 0


def _after(flow: Flow, place: int, step: Step, stops: list[_Stop]) -> Iterator[Edge]:
    """Failures first, so that they fall on the same patients whatever is handed over."""
    failed = step.failure.probability if step.failure else 0.0
    if step.failure and failed > 0:
        names = [each.name for each in flow.steps]
        yield from stops[names.index(step.failure.back_to)].edges(failed * step.failure.again, again=True)
        yield Edge(failed * (1 - step.failure.again), None, FAILED)
    if place + 1 == len(stops):
        yield Edge(1.0 - failed, None, FINISHED)
    else:
        yield from stops[place + 1].edges(1.0 - failed)
