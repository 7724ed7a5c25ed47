# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pairs of colours that carry text or meaning have enough contrast, light and dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "static" / "schakel" / "tokens.css"
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("bg", "sunk", "accent-bg")
INKS = ("ink", "ink-2", "ink-3", "accent", "eq", "cf", "ju", "si")
OWN = (
    ("eq", "eq-bg"),
    ("cf", "cf-bg"),
    ("ju", "ju-bg"),
    ("ink", "ju-bg"),
    ("accent", "accent-bg"),
    ("ink-2", "sunk-2"),
)
FILLED = (("on-accent", "accent"), ("on-v", "eq"), ("on-v", "cf"))
SHAPES = (("co", "bg"), ("line-2", "bg"), ("on-v", "co"))
HEAT = tuple(("ink", f"load-{level}") for level in range(4))
# Contrast on the page's ground as the design states it, rounded to one decimal: (light, dark).
STATED = {
    "ink": (18.2, 16.0),
    "ink-2": (8.4, 10.3),
    "ink-3": (5.8, 7.3),
    "line-2": (3.9, 4.8),
    "accent": (8.6, 9.7),
    "eq": (6.6, 10.2),
    "co": (3.6, 6.4),
    "cf": (7.5, 9.1),
    "ju": (5.6, 11.4),
    "si": (5.8, 8.5),
}


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme by role."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    colour = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
    return {"light": dict(colour.findall(light)), "dark": dict(colour.findall(dark))}


THEMES = themes()


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    lights = sorted((luminance(THEMES[theme][one]), luminance(THEMES[theme][other])))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_every_ground(theme: str) -> None:
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + [*OWN, *FILLED, *HEAT]
    assert {pair: contrast(theme, *pair) for pair in pairs if contrast(theme, *pair) < TEXT} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_stand_out(theme: str) -> None:
    assert {pair: contrast(theme, *pair) for pair in SHAPES if contrast(theme, *pair) < GRAPHIC} == {}


@pytest.mark.parametrize("role", STATED)
def test_contrast_is_what_the_design_states(role: str) -> None:
    assert [round(contrast(theme, role, "bg"), 1) for theme in THEMES] == pytest.approx(STATED[role], abs=0.06)


def test_known_contrast() -> None:
    """Judge of the judge: black on white is 21, by definition."""
    THEMES["check"] = {"black": "#000000", "white": "#ffffff"}
    assert contrast("check", "black", "white") == pytest.approx(21)
    del THEMES["check"]


def test_both_themes_have_the_same_roles() -> None:
    assert THEMES["light"].keys() - THEMES["dark"].keys() == {"focus"}


def test_components_read_roles_and_never_a_colour() -> None:
    hexes = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    for name in ("base.css", "components.css", "charts.css"):
        assert hexes.findall((TOKENS.parent / name).read_text(encoding="utf-8")) == [], name


def test_every_token_that_is_read_is_set() -> None:
    """A misspelt role falls back without a word; colour would then come from nowhere."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in TOKENS.parent.glob("*.css")}
    defined = {name for sheet in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", sheet)}
    unset = {name: set(re.findall(r"var\((--[\w-]+)\)", sheet)) - defined for name, sheet in sheets.items()}
    assert {name: missing for name, missing in unset.items() if missing} == {}
