# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is written beside the code: links lead somewhere, named commands exist, lists of rooms are complete."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.walls.tree import ROOT, files, text

PAGES = [path for path in files() if path.suffix == ".md" and "data" not in path.parts]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_links_lead_somewhere(path: Path) -> None:
    broken = [link for link in LINK.findall(text(path)) if not (ROOT / path.parent / link).exists()]
    assert broken == []


def test_named_make_targets_exist() -> None:
    """Only in code (backticks or an indented block), since "make" is also an English word."""
    targets = set(re.findall(r"^([a-z]+):", text(Path("Makefile")), re.M))
    named = {
        (str(path), name)
        for path in PAGES
        for code in re.findall(r"`(make [^`]+)`|^ {4}(make .*)$", text(path), re.M)
        for name in re.findall(r"make ([a-z]+)\b", "".join(code))
    }
    assert {each for each in named if each[1] not in targets} == set()


COMMANDS = sorted(
    {
        command
        for path in PAGES
        for command in re.findall(r"^(?: {4})?(?:\$ )?(\.venv/bin/schakel --data data .*)$", text(path), re.M)
        if "<" not in command
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_in_documents_run(command: str) -> None:
    """As someone would type them: an answer, or a negative one, never a complaint about the command."""
    words = [str(Path(sys.executable).with_name("schakel")), *shlex.split(command, comments=True)[1:]]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode in {0, 1}, result.stderr
    assert result.stdout


def rooms() -> set[str]:
    layers = tomllib.loads(text(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name.strip() for layer in layers for name in layer.split("|")}


def test_contributing_names_every_room() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", text(Path("CONTRIBUTING.md")), re.M))
    assert named == rooms()


def test_every_folder_of_the_package_is_a_room() -> None:
    folders = {path.parts[1] for path in files() if path.parts[0] == "schakel" and len(path.parts) > 2}
    assert folders == rooms()


def test_engines_are_known_to_both_judges() -> None:
    """Every engine stands under the contract that keeps Django out, and under strict types."""
    project = tomllib.loads(text(Path("pyproject.toml")))["tool"]
    engines = {
        ".".join(path.parts[:3]) for path in files() if "engine" in path.parts and path.parts[2:3] == ("engine",)
    }
    engines.add("schakel.values")
    assert engines <= set(project["importlinter"]["contracts"][1]["source_modules"])
    assert engines <= {name.replace("/", ".") for name in project["mypy"]["files"]}


def test_publiccode_holds_what_the_standard_asks() -> None:
    code = yaml.safe_load(text(Path("publiccode.yml")))
    for key in ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"):
        assert code[key]
    assert code["legal"]["license"] == tomllib.loads(text(Path("pyproject.toml")))["project"]["license"]
    assert code["maintenance"]["contacts"]
    assert set(code["localisation"]["availableLanguages"]) == {"nl", "en"}
    for words in code["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_one_version_everywhere() -> None:
    version = tomllib.loads(text(Path("pyproject.toml")))["project"]["version"]
    assert yaml.safe_load(text(Path("publiccode.yml")))["softwareVersion"] == version
    assert version in text(Path("CHANGELOG.md"))
