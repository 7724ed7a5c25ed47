# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of this room can be followed: the horizon as a whole, and each of its entries."""

from schakel.catalogue import horizon_reads as reads
from schakel.catalogue.models import HorizonEntry
from schakel.following.topics import Topic


def horizon(key: str) -> Topic | None:
    """An entry of the horizon, or `all` of it."""
    if key == "all":
        return Topic("horizon:all", "De horizon: wat eraan komt", "The horizon: what is coming", "/horizon/")
    row = HorizonEntry.objects.filter(pk=key).first()
    if row is None:
        return None
    told = reads.entry_model(row)
    titles = (f"{told.name} voor {told.indication.nl}", f"{told.name_en or told.name} for {told.indication.en}")
    return Topic(f"horizon:{key}", *titles, f"/horizon/{key}/")
