# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published JSON of a plain location plan."""

from math import isfinite

from pydantic import BaseModel, ConfigDict, Field

from schakel.capacity.engine.allocation.location import LocationPlan


class Published(BaseModel):
    model_config = ConfigDict(frozen=True)


class PublishedServed(Published):
    """Which share of a customer a site serves."""

    customer: str
    site: str
    share: float


class PublishedLocation(Published):
    """Answer of `allocate` for a plain location file. `gap` 0: proven the best."""

    title: str
    status: str
    cost: float | None
    bound: float | None = Field(description="no plan can cost less")
    gap: float | None
    opened: list[str]
    served: list[PublishedServed]


def published_location(title: str, found: LocationPlan) -> PublishedLocation:
    """The published form."""
    return PublishedLocation(
        title=title,
        status=found.status,
        cost=finite(found.cost),
        bound=finite(found.bound),
        gap=finite(found.gap),
        opened=list(found.opened),
        served=[PublishedServed(customer=c, site=s, share=share) for c, s, share in found.served],
    )


def finite(value: float) -> float | None:
    """JSON knows no infinity."""
    return value if isfinite(value) else None
