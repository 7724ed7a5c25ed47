# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why a file is not accepted."""


class RefusedAttachmentError(Exception):
    """A file that is not accepted: `code` is a fixed word, `message` says it in English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
