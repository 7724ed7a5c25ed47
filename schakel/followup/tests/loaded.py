# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tests over the advice and promises of the project, loaded once per class on top of the landscape."""

from pathlib import Path

from schakel.followup.load import load
from schakel.network.tests.loaded import Mapped
from schakel.pathway.tests.written_facts import DATA


class Promised(Mapped):
    """A visitor at a site with the landscape and what was advised and promised about it."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load(Path(DATA))
