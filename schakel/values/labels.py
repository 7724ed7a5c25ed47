# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Words in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One thing's name in Dutch and in English."""

    nl: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in `lang`; Dutch for every language that begins with nl, English otherwise."""
        return self.nl if lang.startswith("nl") else self.en
