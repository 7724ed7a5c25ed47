# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Generated reference pages are those of the present code."""

import pytest

from tools import reference, schema


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_page_is_current(name: str) -> None:
    committed = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert committed == reference.page(name), "run `make docs` and commit docs/reference"


def test_the_published_schemas_are_current() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (reference.FOLDER / "schema").iterdir()}
    assert committed == schema.schemas(), "run `make docs` and commit docs/reference"
