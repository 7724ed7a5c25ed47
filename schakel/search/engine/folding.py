# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Text made comparable: small letters without accents, sign for sign, so that places in both texts are the same."""

from re import compile as pattern
from unicodedata import normalize

_WORD = pattern(r"[^\W_]+")


def folded(text: str) -> str:
    """As long as the text: every sign becomes one small sign without accents; an underscore becomes a space."""
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign == "_":
        return " "
    plain = normalize("NFKD", sign)[0].lower()
    return plain[0] if plain else sign


def words(query: str) -> tuple[str, ...]:
    """The different words of what someone typed, folded. Signs are no operators: they only part words."""
    return tuple(dict.fromkeys(_WORD.findall(folded(query))))
