# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a subject stands, asked of the room that owns it: this room stands below the others and may not import them.

The table `SCHAKEL_SUBJECTS` in the settings names, per kind, a function `(key, person or None) -> address or None`.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from schakel.people.models import Person


def address(subject: str, person: Person | None) -> str | None:
    """The address of the subject's page for this person; None when it is not there or not theirs to see."""
    kind, _, key = subject.partition(":")
    owner = settings.SCHAKEL_SUBJECTS.get(kind)
    found: str | None = import_string(owner)(key, person) if owner and key else None
    return found
