# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`schakel people invite`: the first person of an installation, who then adds the others on the site."""

from typing import Annotated

import typer

from schakel.cli.given import BadInputError, start_django

app = typer.Typer(no_args_is_help=True, help="Add people; on the site this is the office's work.")

BY = "command:people"


@app.callback()
def people() -> None:
    """Keeps `invite` a word of its own, also while it is the only one."""


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="The address to log in with.")],
    name: Annotated[str, typer.Argument(help="The name others see.")],
    *,
    role: Annotated[str, typer.Option(help="editor, reviewer or office.")] = "office",
    organisation: Annotated[str, typer.Option(help="The organisation's short name, such as umc-utrecht.")],
    organisation_name: Annotated[str, typer.Option(help="Its full name, when it is new here.")] = "",
    kind: Annotated[str, typer.Option(help="hospital, firm, association, authority or office.")] = "office",
) -> None:
    """Add a person with a role, and print the path on the site where the password is set, once."""
    start_django()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from schakel.people.actions import RefusedError, create_organisation
    from schakel.people.actions import invite as add
    from schakel.people.models import Organisation
    from schakel.people.reads import password_path
    from schakel.people.roles import ROLES, VISITOR

    if role not in ROLES or role == VISITOR.id:
        raise BadInputError(f"unknown role {role!r}; known: editor, reviewer, office")
    try:
        with transaction.atomic():
            where = Organisation.objects.filter(pk=organisation).first()
            if where is None and not organisation_name:
                raise BadInputError(f"organisation {organisation!r} is new here: give --organisation-name and --kind")
            where = where or create_organisation(by=BY, id=organisation, name=organisation_name, kind=kind)
            path = password_path(add(by=BY, email=email, name=name, organisation=where, role=ROLES[role]))
    except ValidationError as fault:
        raise BadInputError("; ".join(fault.messages)) from None
    except RefusedError as refused:
        raise BadInputError(str(refused)) from None
    typer.echo(path)
