# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading a scenario: its form, then what no single value shows (names that lead nowhere, numbers without meaning)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schakel.capacity.engine.forecast import model as forecasts
from schakel.capacity.engine.forecast.file import ForecastFile, model_of
from schakel.capacity.engine.forecast.written import EstimateModel
from schakel.capacity.engine.scenario.written import CentreModel, FlowModel, HandOverModel, ScenarioFile, StepModel
from schakel.values.located import FactsError, Located, Path
from schakel.values.schema import checked

Wrong = tuple[Path, str, str]
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that was checked, and the forecast inside it."""

    file: ScenarioFile
    forecast: forecasts.ForecastModel

    @property
    def years(self) -> tuple[int, ...]:
        """The years it is about."""
        return tuple(range(self.file.start, self.file.start + self.file.years))


def read_scenario(located: Located) -> Scenario:
    """The scenario of a file; FactsError with every fault, its line and what was expected."""
    file = checked(located, ScenarioFile)
    if faults := [located.fault(where, what, wanted) for where, what, wanted in _wrong(file)]:
        raise FactsError(faults)
    part = file.forecast
    whole = ForecastFile(
        kind="forecast",
        title=file.title.en,
        start=file.start,
        years=file.years,
        draws=file.run.draws,
        seed=file.run.seed,
        indications=part.indications,
        offers=part.offers,
        growth=part.growth,
    )
    return Scenario(file, model_of(whole, located, ("forecast",)))


def products_of(file: ScenarioFile) -> list[str]:
    """The products of the forecast, each once."""
    every = [*(one.product for one in file.forecast.offers), *(one.product for one in file.forecast.growth)]
    return list(dict.fromkeys(every))


def flows_of(file: ScenarioFile) -> dict[str, dict[str, float]]:
    """Per product the flows that its patients take, each with its part; {} for a product that none serves."""
    named = {product for flow in file.flows for product in flow.products}
    return {
        product: {
            flow.id: middle(flow.part, 1.0)
            for flow in file.flows
            if product in flow.products or (not flow.products and product not in named)
        }
        for product in products_of(file)
    }


def _wrong(file: ScenarioFile) -> Iterator[Wrong]:
    yield from _doubled(file)
    products = set(products_of(file))
    for product, parts in flows_of(file).items():
        if not parts:
            yield ("flows",), f"no flow for {product!r}", "a flow that names it, or one without products"
        elif abs(sum(parts.values()) - 1) > ROUNDING:
            told = " + ".join(f"{part:g}" for part in parts.values())
            yield ("flows",), f"the parts of {product!r} are {told}", "parts that add up to 1"
    resources = {one.id for one in file.resources}
    for place, one_resource in enumerate(file.resources):
        if one_resource.hours and one_resource.hours.close.low() <= one_resource.hours.open.high():
            yield ("resources", place, "hours"), "closes before it opens", "close after open, in hours of the day"
        if one_resource.hours and not (one_resource.hours.open.low() >= 0 and one_resource.hours.close.high() <= 24):
            yield ("resources", place, "hours"), "outside the day", "0 to 24"
    for place, flow in enumerate(file.flows):
        yield from _wrong_flow(("flows", place), flow, products)
        yield from _wrong_steps(("flows", place), flow.steps, resources)
    for place, competing in enumerate(file.competing):
        yield from _outside(("competing", place, "per_year"), competing.per_year, 0, 1e6, "patients per year")
        yield from _wrong_steps(("competing", place), competing.steps, resources)
    used = {(use.resource) for each in _all_steps(file) for use in each.uses}
    for place, centre in enumerate(file.centres):
        yield from _wrong_centre(("centres", place), centre, resources, used, products)
    yield from _unserved(file, products)
    for place, hand_over in enumerate(file.hand_over):
        yield from _wrong_hand_over(("hand_over", place), hand_over, file)
    yield from _outside(("breaks", "at_least"), file.breaks.at_least, 1e-9, 1e6, "a number above 0")
    yield from _outside(("run", "half_width"), file.run.half_width, 1e-4, 1, "0.0001 to 1")


def _all_steps(file: ScenarioFile) -> Iterator[StepModel]:
    for flow in file.flows:
        yield from flow.steps
    for competing in file.competing:
        yield from competing.steps


def _doubled(file: ScenarioFile) -> Iterator[Wrong]:
    lists = {
        "resources": [one.id for one in file.resources],
        "centres": [one.id for one in file.centres],
        "flows": [*(one.id for one in file.flows), *(one.id for one in file.competing)],
    }
    for name, ids in lists.items():
        for id_, count in Counter(ids).items():
            if count > 1:
                yield (name,), f"{id_!r} stands {count} times", "each once"


def _wrong_flow(path: Path, flow: FlowModel, products: set[str]) -> Iterator[Wrong]:
    for product in flow.products:
        if product not in products:
            yield (*path, "products"), f"unknown product {product!r}", f"one of: {', '.join(sorted(products))}"
    names = [one.step for one in flow.steps]
    for step in flow.vein or []:
        if step not in names:
            yield (*path, "vein"), f"unknown step {step!r}", f"one of: {', '.join(names)}"
    yield from _outside((*path, "part"), flow.part, 0, 1, "a part from 0 to 1")
    yield from _outside((*path, "urgent"), flow.urgent, 0, 1, "a share from 0 to 1")
    yield from _outside((*path, "hazard"), flow.hazard, 0, 1, "a chance per day from 0 to 1")
    yield from _outside((*path, "death_share"), flow.death_share, 0, 1, "a share from 0 to 1")
    yield from _outside((*path, "slots_per_week"), flow.slots_per_week, 0, 10_000, "slots per week")
    if flow.slots_per_week is None and any(step.slot for step in flow.steps):
        yield path, "a step takes a slot but no slots per week are given", "slots_per_week"


def _wrong_steps(path: Path, steps: list[StepModel], resources: set[str]) -> Iterator[Wrong]:
    names = [one.step for one in steps]
    for name, count in Counter(names).items():
        if count > 1:
            yield (*path, "steps"), f"step {name!r} stands {count} times", "each step once"
    for place, step in enumerate(steps):
        here = (*path, "steps", place)
        for use in step.uses:
            if use.resource not in resources:
                yield (*here, "uses"), f"unknown resource {use.resource!r}", f"one of: {', '.join(sorted(resources))}"
            if use.until is not None and use.until not in names[place:]:
                yield (*here, "uses"), f"{use.until!r} is not this step or a later one", "a later step of this flow"
        if step.failure:
            yield from _outside((*here, "failure", "probability"), step.failure.probability, 0, 0.95, "0 to 0.95")
            yield from _outside((*here, "failure", "again"), step.failure.again, 0, 1, "a share from 0 to 1")
            if step.failure.back_to not in names[: place + 1]:
                yield (
                    (*here, "failure", "back_to"),
                    f"{step.failure.back_to!r} is no step before this",
                    "this or earlier",
                )


def _wrong_centre(
    path: Path, centre: CentreModel, resources: set[str], used: set[str], products: set[str]
) -> Iterator[Wrong]:
    yield from _outside((*path, "weight"), centre.weight, 0, 1e6, "0 or more")
    for resource, capacity in centre.capacity.items():
        if resource not in resources:
            yield (*path, "capacity", resource), "unknown resource", f"one of: {', '.join(sorted(resources))}"
        yield from _outside((*path, "capacity", resource), capacity, 0, 100_000, "0 or more")
    for resource in sorted(used & resources - set(centre.capacity)):
        yield (*path, "capacity"), f"nothing said about {resource!r}", "a number, 0 where there is none"
    for product in [*(centre.offers or []), *centre.weights]:
        if product not in products:
            yield path, f"unknown product {product!r}", f"one of: {', '.join(sorted(products))}"
    for product in centre.weights:
        if centre.offers is not None and product not in centre.offers and centre.weights[product].high() > 0:
            yield (*path, "weights", product), f"patients for {product!r}, which this centre does not offer", "0"


def _unserved(file: ScenarioFile, products: Iterable[str]) -> Iterator[Wrong]:
    for product in sorted(products):
        if not any(weight_of(centre, product) > 0 for centre in file.centres):
            yield ("centres",), f"no centre offers {product!r}", "at least one centre with a weight above 0"


def weight_of(centre: CentreModel, product: str) -> float:
    """The part of a centre in the patients of a product, against that of the other centres."""
    if centre.offers is not None and product not in centre.offers:
        return 0.0
    return middle(centre.weights.get(product, centre.weight))


def _wrong_hand_over(path: Path, one: HandOverModel, file: ScenarioFile) -> Iterator[Wrong]:
    yield from _outside((*path, "share"), one.share, 0, 1, "a share from 0 to 1")
    yield from _outside((*path, "after"), one.after, 0, 1, "a part from 0 to 1")
    centres = {centre.id for centre in file.centres}
    for name in [*(one.centres or []), *filter(None, [one.to])]:
        if name not in centres:
            yield path, f"unknown centre {name!r}", f"one of: {', '.join(sorted(centres))}"
    steps = {flow.id: {step.step for step in flow.steps} for flow in file.flows}
    steps |= {flow.id: {step.step for step in flow.steps} for flow in file.competing}
    if one.flow is not None and one.flow not in steps:
        yield (*path, "flow"), f"unknown flow {one.flow!r}", f"one of: {', '.join(steps)}"
    elif not any(one.step in found for name, found in steps.items() if one.flow in (None, name)):
        yield (*path, "step"), f"no flow has the step {one.step!r}", "a step of the flow"


def middle(written: EstimateModel | None, otherwise: float = 0.0) -> float:
    """One number for an uncertain one: its value, likeliest value, median, or the middle of its range."""
    return otherwise if written is None else written.estimate().middle


def _outside(path: Path, written: EstimateModel | None, low: float, high: float, wanted: str) -> Iterator[Wrong]:
    if written is not None and not (written.low() >= low and written.high() <= high):
        yield path, f"{path[-1]!r} can be {written.low():g} to {written.high():g}", wanted
