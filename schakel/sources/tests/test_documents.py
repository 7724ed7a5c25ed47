# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Documents are kept once each, whatever part of them is not known."""

import pytest

from schakel.sources import reads
from schakel.sources.actions import keep_documents
from schakel.sources.engine.citation import Document

pytestmark = pytest.mark.django_db
BARE = Document("SmPC", None, None, None, None)
FULL = Document("SmPC", "2026", "https://example.org", "UK", "the EU text was not seen")


def test_a_document_is_kept_once_and_comes_back_as_it_was() -> None:
    first = keep_documents(documents=[BARE, FULL, BARE])
    again = keep_documents(documents=[FULL])
    assert again[FULL] == first[FULL]
    assert {row.value for row in reads.documents()} == {BARE, FULL}


def test_the_key_tells_every_part_apart_and_finds_the_document() -> None:
    keep_documents(documents=[BARE, FULL])
    found = reads.document(FULL.key)
    assert found is not None
    assert found.value == FULL
    assert BARE.key != FULL.key != Document("SmPC", "2026", "https://example.org", None, "UK").key
    assert reads.document("0" * 16) is None
