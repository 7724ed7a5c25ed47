# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every text a visitor can see is there in Dutch, and Dutch exists only for texts that are shown."""

import pytest

from tools import messages


def test_every_text_has_its_dutch() -> None:
    assert messages.faults() == []


def test_texts_are_found_in_code_and_templates() -> None:
    found = messages.in_code()
    places = {path.rsplit(".", 1)[1] for files in found.values() for path in files}
    assert {"py", "html"} <= places


def test_placeholders_survive_translation() -> None:
    """A placeholder lost in translation is an error page in one language only."""
    lost = [
        entry.msgid
        for entries in messages.in_dutch().values()
        for _, entry in entries
        if messages.placeholders(entry.msgid_plural or entry.msgid)
        != messages.placeholders(messages.dutch_of(entry)[-1])
    ]
    assert lost == []


@pytest.mark.parametrize(("text", "names"), [("%(n)s of %(m)s", {"n", "m"}), ("50%", set()), ("{n} left", {"n"})])
def test_placeholders_are_read(text: str, names: set[str]) -> None:
    assert messages.placeholders(text) == names
