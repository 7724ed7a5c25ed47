# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command as a person runs it, in this process."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from schakel.cli.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Runner:
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *arguments: object) -> Ran:
        self.patch.setattr("sys.argv", ["schakel", *map(str, arguments)])
        code = main()
        shown = self.capture.readouterr()
        return Ran(code, shown.out, shown.err)
