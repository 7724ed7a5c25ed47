# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What happened, and what was planned, around the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from schakel.network.engine.organisation import collected
from schakel.network.engine.terms import Terms
from schakel.sources.engine.citation import Citation, Document
from schakel.sources.engine.register import CitedModel
from schakel.values.located import FactsError, read
from schakel.values.schema import Line, Model, Name, checked

FILE = "landscape/timeline.yaml"

# A year, a month or a day, as exactly as the source tells.
PartOfDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]


class EventModel(Model):
    """An entry of `data/landscape/timeline.yaml`. `status`: as the source saw it, `planned` is not `done`."""

    date: PartOfDate | None
    precision: Line | None = None
    precision_nl: Line | None = None
    what_en: Line
    what_nl: Line
    status: Literal["done", "planned"]
    track: Name
    source: CitedModel | list[CitedModel]


class TimelineModel(Model):
    events: list[EventModel]


@dataclass(frozen=True, slots=True)
class Event:
    model: EventModel
    citations: tuple[Citation, ...]


def read_timeline(text: str | bytes, register: Mapping[str, Document], terms: Terms) -> tuple[Event, ...]:
    """The events in the order of the file; FactsError with every fault."""
    located = read(FILE, text)
    model = checked(located, TimelineModel)
    faults, events = [], []
    for place, one in enumerate(model.events):
        if not terms.has("tracks", one.track):
            path = ("events", place, "track")
            faults.append(located.fault(path, f"unknown track {one.track!r}", "an id of tracks in terms.yaml"))
        cited, wrong = collected(located, ("events", place, "source"), one.source, register)
        faults += wrong
        events.append(Event(one, cited))
    if faults:
        raise FactsError(faults)
    return tuple(events)
