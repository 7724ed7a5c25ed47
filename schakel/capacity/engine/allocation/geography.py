# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Travel time from coordinates: great circle × detour ÷ speed. Detour and speed are assumptions and stay visible."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schakel.capacity.engine.allocation.program import Floats

EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Travel:
    """How kilometres as the crow flies become minutes by road."""

    speed_km_h: float = 70.0
    detour: float = 1.3
    basis: str = "assumption: 70 km/h over 1.3 times the straight line"


def kilometres(starts: Sequence[Place], ends: Sequence[Place]) -> Floats:
    """Great-circle distances (haversine), shape (starts, ends)."""
    lat, lon = (np.radians([getattr(place, name) for place in starts])[:, None] for name in ("lat", "lon"))
    to_lat, to_lon = (np.radians([getattr(place, name) for place in ends])[None, :] for name in ("lat", "lon"))
    across = np.sin((to_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(across, 0, 1))))


def minutes(starts: Sequence[Place], ends: Sequence[Place], travel: Travel) -> Floats:
    """Minutes one way by road, shape (starts, ends)."""
    return kilometres(starts, ends) * travel.detour / travel.speed_km_h * 60
