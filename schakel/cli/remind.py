# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel remind`: who keeps an entry of the network hears that its review date has passed; meant to run every day."""

from schakel.cli.given import start_django
from schakel.cli.output import counted, print_lines


def remind() -> None:
    """Remind the keepers of entries whose review date has passed; each date is told once, so running again is safe."""
    start_django()
    from schakel.network.actions.reminders import remind as remind_keepers

    done = remind_keepers(by="system:remind")
    entries = counted(done.entries, "entry has", "entries have")
    print_lines(
        [f"{entries} passed the review date since the last time; {counted(done.persons, 'person', 'persons')} told"]
    )
