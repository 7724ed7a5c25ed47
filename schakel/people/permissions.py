# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person may do: one list. `git grep NAME` shows the roles that hold it and the doors that ask."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(Enum):
    """One member per thing a door can ask for; only what a door of this version really asks."""

    ACCOUNT_SEE = "account_see"
    ACCOUNT_SECURE = "account_secure"
    REQUIREMENT_PROPOSE = "requirement_propose"
    REQUIREMENT_REVIEW = "requirement_review"
    SOURCE_PROPOSE = "source_propose"
    TRAIL_READ = "trail_read"
    PERSON_MANAGE = "person_manage"
    CONTRIBUTE = "contribute"
    FOLLOW = "follow"
    MODERATE = "moderate"
    ORGANISATION_KEEP = "organisation_keep"
    NETWORK_EDIT = "network_edit"
    GROUP_TAKE_PART = "group_take_part"
    GROUP_FOUND = "group_found"
    STANDARD_DRAFT = "standard_draft"
    ORGANISATION_SPEAK = "organisation_speak"
    REGISTER_EDIT = "register_edit"
    REGISTER_READ = "register_read"
    NEWS_WRITE = "news_write"
    SCENARIO_RUN = "scenario_run"

    @property
    def words(self) -> str | Promise:
        """The permission as a sentence part that follows "may"."""
        return WORDS[self]


WORDS: dict[Permission, str | Promise] = {
    Permission.ACCOUNT_SEE: _("see one's own account"),
    Permission.ACCOUNT_SECURE: _("change one's own password and second step"),
    Permission.REQUIREMENT_PROPOSE: _("propose a change to a requirement"),
    Permission.REQUIREMENT_REVIEW: _("approve or reject what someone else proposed"),
    Permission.SOURCE_PROPOSE: _("propose a change to a source"),
    Permission.TRAIL_READ: _("read the trail of who did what"),
    Permission.PERSON_MANAGE: _("add people and give or end their roles"),
    Permission.CONTRIBUTE: _("comment, ask, answer and share what works"),
    Permission.FOLLOW: _("follow a subject and get mail about it"),
    Permission.MODERATE: _("hide and restore what others wrote"),
    Permission.ORGANISATION_KEEP: _("keep the entry of one's own organisation"),
    Permission.NETWORK_EDIT: _("change organisations, initiatives and the state of actions"),
    Permission.GROUP_TAKE_PART: _("take part in working groups"),
    Permission.GROUP_FOUND: _("found a working group"),
    Permission.STANDARD_DRAFT: _("ask a firm about a difference and draft a Dutch standard"),
    Permission.ORGANISATION_SPEAK: _("answer, accept and adopt in the name of one's own organisation"),
    Permission.REGISTER_EDIT: _("change the register of trials and hospital exemptions"),
    Permission.REGISTER_READ: _("read the closed fields of the register"),
    Permission.NEWS_WRITE: _("write news"),
    Permission.SCENARIO_RUN: _("keep and run capacity scenarios"),
}
