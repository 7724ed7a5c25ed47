# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Words shorter than a piece of the index, beside longer ones: an answer, and never the end of the server."""

import pytest

from schakel.search.actions import Indexed, index
from schakel.search.reads import search

ENTRIES = [
    Indexed("aspect", "thaw", "/a/", "Houdbaar na ontdooien", "In use after thaw", "4 uur", "4 hours"),
    Indexed("aspect", "receive", "/b/", "Controle bij ontvangst", "Check at receipt", "in 1 uur", "in 1 hour"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("na ontdooien", ["thaw"]),
        ("ontdooien na", ["thaw"]),
        ("4 uur na ontdooien", ["thaw"]),
        ("4 na", ["thaw"]),
        ("in 1 uur bij", ["receive"]),
        ("a zzzz", []),
        ("zzzz a yyyy b", []),
        ("a b c d", []),
    ],
)
def test_short_words_and_long_ones_are_sought_together(text: str, found: list[str]) -> None:
    index(room="test", entries=ENTRIES)
    assert [one.key for one in search(text, "nl").found] == found
