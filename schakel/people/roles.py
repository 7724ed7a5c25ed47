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


P = Permission
VISITOR = Role(
    "visitor",
    _("Visitor"),
    _("Reads everything that is public, keeps an account, follows subjects, comments and shares what works."),
    frozenset({P.ACCOUNT_SEE, P.ACCOUNT_SECURE, P.CONTRIBUTE, P.FOLLOW, P.GROUP_TAKE_PART, P.SCENARIO_RUN}),
)
REPRESENTATIVE = Role(
    "representative",
    _("Representative"),
    _("Speaks for an organisation: keeps its entry, answers questions, accepts and adopts standards."),
    VISITOR.permissions | {P.ORGANISATION_KEEP, P.ORGANISATION_SPEAK},
)
EDITOR = Role(
    "editor",
    _("Editor"),
    _("Proposes changes to requirements and sources; a second person decides. Keeps the network and the register."),
    VISITOR.permissions
    | {P.REQUIREMENT_PROPOSE, P.SOURCE_PROPOSE, P.NETWORK_EDIT, P.STANDARD_DRAFT, P.GROUP_FOUND}
    | {P.REGISTER_EDIT, P.REGISTER_READ, P.NEWS_WRITE},
)
REVIEWER = Role(
    "reviewer",
    _("Reviewer"),
    _("Approves or rejects what someone else proposed, moderates, and may propose too."),
    EDITOR.permissions | {P.REQUIREMENT_REVIEW, P.TRAIL_READ, P.MODERATE},
)
OFFICE = Role(
    "office",
    _("Office"),
    _("Adds people, gives and ends roles, moderates and reads the trail. Does not change facts."),
    VISITOR.permissions | {P.PERSON_MANAGE, P.TRAIL_READ, P.MODERATE},
)

ROLES: dict[str, Role] = {role.id: role for role in (VISITOR, REPRESENTATIVE, EDITOR, REVIEWER, OFFICE)}
