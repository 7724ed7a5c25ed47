# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Commands over a folder of files start without Django, and nothing heavy is imported before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.walls.tree import ROOT

HEAVY = ("typst", "xlsxwriter", "playwright", "markdown_it")
PROBE = """
import contextlib, io, json, sys
from schakel.cli.main import main
sys.argv = ["schakel", *json.loads(sys.argv[1])]
code = 0
with contextlib.redirect_stdout(io.StringIO()):
    try:
        code = main()
    except SystemExit as stop:
        code = stop.code or 0
print(json.dumps({"code": code, "modules": sorted({name.split(".")[0] for name in sys.modules})}))
"""


def modules_after(*arguments: str) -> set[str]:
    """The top-level modules loaded by a command in a fresh process."""
    command = [sys.executable, "-c", PROBE, json.dumps(arguments)]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin"}
    )
    answer = json.loads(result.stdout)
    assert answer["code"] in {0, 1}, result.stderr
    return set(answer["modules"])


DATA = ("--data", str(ROOT / "data"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        (*DATA, "compare", "kymriah", "yescarta", "--json"),
        (*DATA, "standard", "kymriah", "yescarta", "--json"),
        (*DATA, "windows", "kymriah", "--json"),
        (*DATA, "checklist", "receipt", "kymriah", "--json"),
        (*DATA, "leverage", "kymriah", "yescarta", "--json"),
    ],
    ids=lambda arguments: arguments[2] if len(arguments) > 1 else arguments[0],
)
def test_files_need_no_django(arguments: tuple[str, ...]) -> None:
    loaded = modules_after(*arguments)
    assert not loaded & {"django", "ninja", "allauth", *HEAVY}


def test_django_start_up_imports_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'schakel.config.settings.test';"
        "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "print(' '.join(name for name in sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not set(loaded) & {"typst", "xlsxwriter", "playwright"}


def test_the_probe_sees_what_is_loaded() -> None:
    assert "json" in modules_after("--help")
    assert Path(sys.executable).exists()
