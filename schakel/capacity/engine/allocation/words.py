# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Norms and what binds in sentences, in Dutch and English, for the command and the pages."""

from schakel.capacity.engine.allocation.problem import Norm
from schakel.capacity.engine.allocation.why import Binding

Words = tuple[str, str]
_NORMS: dict[str, Words] = {
    "volume": (
        "ten minste {amount} patiënten {about} per centrum per jaar",
        "at least {amount} patients of {about} per centre a year",
    ),
    "travel": ("niemand reist langer dan {amount} minuten", "nobody travels more than {amount} minutes"),
    "hours": (
        "kwalificatie binnen {amount} maal de uren van elk centrum",
        "qualification within {amount} times each centre's hours",
    ),
    "modules": (
        "ten hoogste {amount} uitbreidingen van {about} per centrum",
        "at most {amount} modules of {about} per centre",
    ),
    "at_most": ("ten hoogste {amount} centra voor {about}", "at most {amount} centres for {about}"),
    "at_least": ("ten minste {amount} centra voor {about}", "at least {amount} centres for {about}"),
    "as_today": ("elk product blijft waar het nu is", "each product stays where it is now"),
}
_BINDINGS: dict[str, Words] = {
    "capacity": (
        "{centre}: {about} vol in {year} ({used} van {limit})",
        "{centre}: {about} full in {year} ({used} of {limit})",
    ),
    "volume": (
        "{centre}: net genoeg patiënten {about} in {year} ({used})",
        "{centre}: just enough patients of {about} in {year} ({used})",
    ),
    "hours": (
        "{centre}: uren voor kwalificatie op in {year} ({used} van {limit})",
        "{centre}: hours for qualification spent in {year} ({used} of {limit})",
    ),
    "modules": (
        "{centre}: meer uitbreiding van {about} mag niet ({used})",
        "{centre}: no more modules of {about} allowed ({used})",
    ),
    "at_most": (
        "{about}: meer centra mag niet in {year} ({used})",
        "{about}: no more centres allowed in {year} ({used})",
    ),
    "at_least": (
        "{about}: minder centra mag niet in {year} ({used})",
        "{about}: no fewer centres allowed in {year} ({used})",
    ),
}


def norm_words(norm: Norm, lang: str) -> str:
    """A norm as a phrase."""
    return _said(_NORMS[norm.kind], lang).format(amount=_number(norm.amount, lang), about=norm.about)


def binding_words(binding: Binding, lang: str) -> str:
    """What is full or just met, as a sentence without its full stop."""
    return _said(_BINDINGS[binding.kind], lang).format(
        centre=binding.centre,
        about=binding.about,
        year=binding.year,
        used=_number(binding.used, lang),
        limit=_number(binding.limit, lang),
    )


def _said(words: Words, lang: str) -> str:
    return words[0] if lang.startswith("nl") else words[1]


def _number(value: float, lang: str) -> str:
    told = f"{round(value, 2):g}" if value < 1e5 else f"{value:.0f}"
    return told.replace(".", ",") if lang.startswith("nl") else told
