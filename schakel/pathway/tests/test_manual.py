# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The examples of the manual are tests: the first judge of the algebra, comparison, standard and leverage."""

import doctest
from pathlib import Path

import pytest

MANUAL = Path(__file__).parents[3] / "docs" / "explanation"


@pytest.mark.parametrize("page", ["algebra", "compare", "standard", "leverage"])
def test_the_examples_in_the_manual_run(page):
    result = doctest.testfile(str(MANUAL / f"{page}.md"), module_relative=False)
    assert result.attempted >= 10
    assert result.failed == 0
