# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Cities, the distance between them, and the schematic shape of the country."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal

from pydantic import Field

from schakel.values.located import FactsError, read
from schakel.values.schema import Line, Model, Name, Number, checked

FILE = "landscape/places.yaml"
EARTH_KM = 6371.0


class PlaceModel(Model):
    name: Line
    name_nl: Line | None = None
    latitude: Number
    longitude: Number
    country: Line | None = None


class PartModel(Model):
    part: Name
    points: list[Annotated[list[Number], Field(min_length=2, max_length=2)]]


class PlacesModel(Model):
    """`data/landscape/places.yaml`."""

    basis: Literal["general_knowledge"]
    places: list[PlaceModel]
    outline: list[PartModel]


@dataclass(frozen=True, slots=True)
class Place:
    """A city: degrees north and east; `country` is empty for the Netherlands."""

    name: str
    name_nl: str
    latitude: float
    longitude: float
    country: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Cities by name, and the parts of the country as rings of (latitude, longitude)."""

    cities: Mapping[str, Place]
    outline: Mapping[str, tuple[tuple[float, float], ...]]


def read_places(text: str | bytes) -> Places:
    """The cities and the outline of their file; FactsError with every fault."""
    located = read(FILE, text)
    model = checked(located, PlacesModel)
    faults = [
        located.fault(("places", n), f"{one.name} lies nowhere on earth", "degrees north −90–90, east −180–180")
        for n, one in enumerate(model.places)
        if abs(one.latitude) > 90 or abs(one.longitude) > 180
    ]
    if faults:
        raise FactsError(faults)
    return places_of(model)


def places_of(model: PlacesModel) -> Places:
    cities = {one.name: _place(one) for one in model.places}
    outline = {one.part: tuple((float(a), float(b)) for a, b in one.points) for one in model.outline}
    return Places(cities, outline)


def _place(one: PlaceModel) -> Place:
    return Place(one.name, one.name_nl or one.name, float(one.latitude), float(one.longitude), one.country or "")


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres as the crow flies between two points in degrees (haversine formula on a sphere)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (here, there))
    part = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, part)))
