# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages of this room."""

from schakel.contributions.views.comments import (
    attachment_withdraw,
    comment_edit,
    comment_history,
    comment_report,
    comment_withdraw,
)
from schakel.contributions.views.moderation import moderate, moderate_file, moderation

__all__ = [
    "attachment_withdraw",
    "comment_edit",
    "comment_history",
    "comment_report",
    "comment_withdraw",
    "moderate",
    "moderate_file",
    "moderation",
]
