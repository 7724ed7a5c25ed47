# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The roles: one list, with words and permissions. Someone signed in without a role is a visitor."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Role:
    """A set of permissions with a name people use."""

    id: str
    label: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]


VISITOR = Role(
    "visitor",
    _("Visitor"),
    _("Reads everything that is public, and keeps an account."),
    frozenset({Permission.ACCOUNT_SEE, Permission.ACCOUNT_SECURE}),
)
EDITOR = Role(
    "editor",
    _("Editor"),
    _("Proposes changes to requirements and sources; a second person decides."),
    VISITOR.permissions | {Permission.REQUIREMENT_PROPOSE, Permission.SOURCE_PROPOSE},
)
REVIEWER = Role(
    "reviewer",
    _("Reviewer"),
    _("Approves or rejects what someone else proposed, and may propose too."),
    EDITOR.permissions | {Permission.REQUIREMENT_REVIEW, Permission.TRAIL_READ},
)
OFFICE = Role(
    "office",
    _("Office"),
    _("Adds people, gives and ends roles, and reads the trail. Does not change facts."),
    VISITOR.permissions | {Permission.PERSON_MANAGE, Permission.TRAIL_READ},
)

ROLES: dict[str, Role] = {role.id: role for role in (VISITOR, EDITOR, REVIEWER, OFFICE)}
