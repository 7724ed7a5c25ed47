# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The worker beside the server: takes up what a dead worker left, sees to the examples, and then does what is asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schakel.capacity.actions.runs import WORKER, ask_examples, take_up_again


class Command(BaseCommand):
    """`manage.py work`: one worker on this machine; `--batch` stops when nothing waits."""

    help = "Answer the capacity scenarios that wait, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say that a batch is possible, and that other workers may be at work on the same database."""
        parser.add_argument("--batch", action="store_true", help="Stop when nothing waits.")
        parser.add_argument("--beside-others", action="store_true", help="Other workers share this database.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        from django.core.management import call_command

        take_up_again(everything=not options["beside_others"])
        ask_examples(by=WORKER)
        call_command("db_worker", batch=options["batch"], interval=0.5, startup_delay=False, reload=False, verbosity=0)
