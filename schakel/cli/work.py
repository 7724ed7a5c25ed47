# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel work`: the worker that answers capacity scenarios, beside the server."""

from typing import Annotated

import typer

from schakel.cli.given import start_django


def work(
    *,
    batch: Annotated[bool, typer.Option("--batch", help="Stop when nothing waits.")] = False,
    beside_others: Annotated[bool, typer.Option("--beside-others", help="Other workers share this database.")] = False,
) -> None:
    """Answer the capacity scenarios that wait, until stopped; what a dead worker left is taken up again."""
    start_django()
    from django.core.management import call_command

    call_command("work", batch=batch, beside_others=beside_others)
