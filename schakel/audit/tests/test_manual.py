# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The examples of the manual are tests: the first judge of the engine."""

import doctest
from pathlib import Path

MANUAL = Path(__file__).parents[3] / "docs" / "explanation" / "audit-log.md"


def test_the_examples_in_the_manual_run() -> None:
    result = doctest.testfile(str(MANUAL), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 20
    assert result.failed == 0
