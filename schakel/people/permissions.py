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
}
