# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The version of the facts, which every write moves on."""

import secrets
from datetime import datetime

from schakel.pathway.models import DataVersion


def hold() -> None:
    """Waits until no other write to the facts is under way; ours holds until the transaction ends."""
    DataVersion.objects.select_for_update().first()


def move_on(*, at: datetime) -> int:
    """Tells every reader that what was derived from the facts is stale; answers the new number."""
    row = DataVersion.objects.select_for_update().first() or DataVersion(number=0)
    row.number, row.token, row.changed_at = row.number + 1, secrets.token_hex(16), at
    row.save()
    return row.number
