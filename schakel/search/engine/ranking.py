# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which of the things found comes first, and what of it is shown. The same for every database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from re import compile as pattern
from re import escape

from schakel.search.engine.folding import folded, words

SHORT = 3
_SHOWN = 160
_BEGINS = r"(?<![^\W_])"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; `marked` when it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds every word."""

    kind: str
    key: str
    url: str
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]


def rank(title: str, body: str, sought: Sequence[str]) -> int:
    """0 is best: the title is what was sought. Then a title with the words at the start of its words, a title that
    holds them, a text with them at the start of its words, and last inside words, such as the tail of a compound.
    """
    plain, text = folded(title), folded(f"{title} {body}")
    if words(title) == tuple(sought):
        return 0
    if _all_begin(plain, sought):
        return 1
    if all(word in plain for word in sought):
        return 2
    return 3 if _all_begin(text, sought) else 4


def holds(text: str, sought: Iterable[str]) -> bool:
    """Whether words too short to mean anything inside another one stand at the start of a word of the text."""
    return _all_begin(folded(text), (word for word in sought if len(word) < SHORT))


def _all_begin(text: str, sought: Iterable[str]) -> bool:
    return all(pattern(_BEGINS + escape(word)).search(text) for word in sought)


def marked(text: str, sought: Sequence[str]) -> tuple[Part, ...]:
    """The text in parts, with every place of a sought word marked."""
    if not text:
        return ()
    longest_first = "|".join(map(_sought, sorted(sought, key=len, reverse=True)))
    parts, done = [], 0
    for place in pattern(longest_first).finditer(folded(text)):
        if place.start() > done:
            parts.append(Part(text[done : place.start()]))
        parts.append(Part(text[place.start() : place.end()], marked=True))
        done = place.end()
    return (*parts, Part(text[done:])) if done < len(text) else tuple(parts)


def _sought(word: str) -> str:
    return (_BEGINS if len(word) < SHORT else "") + escape(word)


def snippet(body: str, sought: Sequence[str]) -> tuple[Part, ...]:
    """The part of the body around the first word found, with marks; its beginning when the title alone holds them."""
    plain = folded(body)
    places = [place for word in sought if (place := plain.find(word)) >= 0]
    start = max(0, min(places, default=0) - _SHOWN // 3)
    start = body.rfind(" ", 0, start) + 1 if start else 0
    end = start + _SHOWN
    end = len(body) if end >= len(body) else max(body.rfind(" ", start, end), start + _SHOWN // 2)
    shown = marked(body[start:end], sought)
    before, after = (Part("… "),) if start else (), (Part(" …"),) if end < len(body) else ()
    return (*before, *shown, *after)


def suggestion(sought: Sequence[str], known: Iterable[str]) -> str | None:
    """What may have been meant, when nothing holds the words: each word replaced by the nearest of the titles."""
    names = sorted({word for title in known for word in words(title)})
    near = [next(iter(get_close_matches(word, names, n=1, cutoff=0.75)), word) for word in sought]
    return " ".join(near) if tuple(near) != tuple(sought) else None
