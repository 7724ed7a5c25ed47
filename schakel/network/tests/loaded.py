# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tests over the landscape of the project, loaded once per class; each test sees it fresh."""

from functools import cache
from pathlib import Path

import pytest

from schakel.network.engine.landscape import FILES, Landscape, read_landscape
from schakel.network.load import load
from schakel.pathway.tests.loaded import Visitor
from schakel.pathway.tests.written_facts import DATA


def texts(**changed: str) -> dict[str, bytes]:
    """The project's own landscape files by name, with some of them replaced."""
    found = {name: (Path(DATA) / "landscape" / f"{name}.yaml").read_bytes() for name in FILES}
    return {**found, **{name: text.encode() for name, text in changed.items()}}


def landscape(**changed: str) -> Landscape:
    return read_landscape(texts(**changed)) if changed else _own()


@cache
def _own() -> Landscape:
    return read_landscape(texts())


def text(name: str, *swaps: tuple[str, str]) -> str:
    """A landscape file with some of its words replaced; each must have been there."""
    found = texts()[name].decode()
    for old, new in swaps:
        assert old in found, old
        found = found.replace(old, new, 1)
    return found


@pytest.mark.django_db
class Mapped(Visitor):
    """A visitor at a site with the whole landscape, and nothing else."""

    @classmethod
    def setUpTestData(cls) -> None:
        load(DATA)
