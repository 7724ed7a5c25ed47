# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every file says whose it is and under which licence; every dependency has a licence that goes with ours."""

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.walls.tree import ROOT, files, text

HEADED = {".py", ".sh", ".html", ".css", ".js", ".yaml", ".toml", ".typ"}
FREE = (
    "MIT",
    "BSD",
    "Apache",
    "MPL",
    "Mozilla",
    "ISC",
    "PSF",
    "Python Software Foundation",
    "LGPL",
    "0BSD",
    "Unlicense",
)
# Tools that run beside the code and are never part of what we hand out.
TOOLS_UNDER_GPL = {"djlint", "reuse", "python-debian"}


# State no licence in their metadata; what their own repository says (checked by hand).
STATED_ELSEWHERE = {"Ciw": "MIT"}


def licence_of(package: metadata.PackageMetadata) -> str:
    """The licence a package states: its expression, else its classifiers, else its free text."""
    classifiers = [line.split("::")[-1].strip() for line in package.get_all("Classifier") or [] if "License ::" in line]
    stated = package.get("License-Expression") or "; ".join(classifiers) or package.get("License")
    return stated or STATED_ELSEWHERE.get(package.get("Name", ""), "")


def is_free(licence: str) -> bool:
    return any(name in licence for name in FREE)


def is_copyleft(licence: str) -> bool:
    return "GPL" in licence.replace("LGPL", "") or "General Public License" in licence.replace("Lesser General", "")


def test_every_file_says_its_licence() -> None:
    """One test and not one per file: a thousand names in the report would hide the others."""
    headed = [path for path in files() if path.suffix in HEADED]
    assert [str(path) for path in headed if "SPDX-" + "License-Identifier:" not in text(path)[:400]] == []
    assert len(headed) > 500


def test_reuse_is_satisfied() -> None:
    command = [Path(sys.executable).with_name("reuse"), "lint"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_licences_of_dependencies_go_with_ours() -> None:
    unfit = {}
    for package in (each.metadata for each in metadata.distributions()):
        licence = licence_of(package)
        if package["Name"] not in {"schakel", *TOOLS_UNDER_GPL} and (is_copyleft(licence) or not is_free(licence)):
            unfit[package["Name"]] = licence
    assert unfit == {}


def test_a_tool_under_gpl_is_no_runtime_dependency() -> None:
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]
    runtime = " ".join(project["dependencies"])
    assert [name for name in TOOLS_UNDER_GPL if name in runtime] == []


@pytest.mark.parametrize(
    ("licence", "free", "copyleft"),
    [
        ("BSD-3-Clause", True, False),
        ("LGPL-3.0-only", True, False),
        ("GPL-3.0-or-later", False, True),
        ("AGPL-3.0", False, True),
    ],
)
def test_the_judgement(licence: str, free: bool, copyleft: bool) -> None:
    assert (is_free(licence) and not is_copyleft(licence), is_copyleft(licence)) == (free, copyleft)
