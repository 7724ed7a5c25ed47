# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel remind`: review dates that have passed, permissions that come to their end; meant to run every day."""

from schakel.cli.given import start_django
from schakel.cli.output import counted, print_lines


def remind() -> None:
    """Remind of review dates that passed and of entries in the register that end; each date is told once."""
    start_django()
    from schakel.network.actions.reminders import remind as remind_keepers
    from schakel.regulatory.actions import warn_of_ends

    done = remind_keepers(by="system:remind")
    ends = warn_of_ends(by="system:remind")
    entries = counted(done.entries, "entry has", "entries have")
    print_lines(
        [
            f"{entries} passed the review date since the last time; {counted(done.persons, 'person', 'persons')} told",
            f"{counted(len(ends), 'entry', 'entries')} of the register come to an end; followers told",
        ]
    )
