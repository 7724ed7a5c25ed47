# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The second judge: the definitions of RFC 6962 section 2.1 written down as they stand, slow and recursive.

It shares no line with the engine, keeps the entries themselves and hashes everything again each time.
"""

from hashlib import sha256


def split(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def mth(entries: list[bytes]) -> bytes:
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(bytes([0]) + entries[0]).digest()
    at = split(len(entries))
    return sha256(bytes([1]) + mth(entries[:at]) + mth(entries[at:])).digest()


def path(index: int, entries: list[bytes]) -> list[bytes]:
    if len(entries) == 1:
        return []
    at = split(len(entries))
    if index < at:
        return [*path(index, entries[:at]), mth(entries[at:])]
    return [*path(index - at, entries[at:]), mth(entries[:at])]


def subproof(old: int, entries: list[bytes], *, whole: bool) -> list[bytes]:
    if old == len(entries):
        return [] if whole else [mth(entries)]
    at = split(len(entries))
    if old <= at:
        return [*subproof(old, entries[:at], whole=whole), mth(entries[at:])]
    return [*subproof(old - at, entries[at:], whole=False), mth(entries[:at])]
