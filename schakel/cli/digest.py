# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel digest`: mail everyone what happened in what they follow; a timer runs it."""

import typer

from schakel.cli.given import start_django


def digest() -> None:
    """Mail what is due: every day what happened before today, every week what happened before Monday.

    Running it again, or after a crash, mails nothing twice. Exit code 1 when the mail server refused some.
    """
    start_django()
    from schakel.following.actions import send_digests

    sent = send_digests()
    typer.echo(f"{sent.mails} sent, {sent.refused} refused, {sent.uncertain} uncertain")
    if sent.refused:
        raise typer.Exit(1)
