# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command, and a small folder of facts to ask it about."""

from pathlib import Path

import pytest

from schakel.cli.tests.run import Runner
from schakel.pathway.tests.small import COLD, SOON, VAPOUR, WARM, asked, product, write


@pytest.fixture
def schakel(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(capsys, monkeypatch)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two products that conflict on storage temperature and agree on the rest."""
    late = asked("preparation", "after_thaw", {"max": 1, "unit": "h"})
    products = {
        "cold": product(COLD, VAPOUR, SOON, brand="Cold", sections_read=["SmPC 6.4"]),
        "warm": product(WARM, late, brand="Warm", sections_read=["SmPC 6.4"]),
    }
    return write(tmp_path / "facts", products)
