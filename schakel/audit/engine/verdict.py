# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two ways in which a check can end badly, kept apart.

A *verdict* is an answer: the proof holds, or it does not and why. `Malformed` means that no question was asked:
the bytes are not a proof, a note or a trail at all. The command exits 1 for the first and 2 for the second.
"""

from dataclasses import dataclass


class Malformed(ValueError):  # noqa: N818 - the third outcome beside valid and invalid
    """The input cannot be read as what it claims to be."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ok` with what was established, or not `ok` with the reason, in one plain line."""

    ok: bool
    reason: str


def valid(reason: str) -> Verdict:
    return Verdict(ok=True, reason=reason)


def invalid(reason: str) -> Verdict:
    return Verdict(ok=False, reason=reason)
