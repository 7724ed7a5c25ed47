# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Markdown of people to HTML that can harm nobody: written by markdown-it with raw HTML off, then cleaned by nh3.

Two judges on purpose: what one library lets through by mistake the other still has to allow.
"""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TEXT_TAGS: Final = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
}
TAGS: Final = frozenset(TEXT_TAGS | {"table", "tbody", "td", "th", "thead", "tr", "ul"})
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = frozenset({"http", "https", "mailto"})
REL: Final = "nofollow noopener noreferrer ugc"
# The page has h1 to h3 of its own.
LOWERED: Final = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6", "h6": "h6"}
TEXT: Final = frozenset({"text", "code_inline", "code_block", "fence", "image"})
BREAKS: Final = frozenset({"softbreak", "hardbreak"})


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _alternative)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


def _alternative(_renderer: Any, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
    """The words of a picture instead of the picture: loading it would tell its server who reads here."""
    return escape(tokens[index].content)


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        token.tag = LOWERED.get(token.tag, token.tag)


PARSER: Final = _parser()


@lru_cache(maxsize=1024)
def rendered(text: str) -> str:
    """HTML of this Markdown: no raw HTML, no pictures, headings from h4 on, links that pass nothing on.

    Links may go to http, https, mailto, or a path of this site.
    """
    return nh3.clean(
        str(PARSER.render(text)),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


def plain(text: str, longest: int = 200) -> str:
    """The words of this Markdown on one line, cut at a word with an ellipsis when longer than `longest` characters."""
    words = " ".join(" ".join(_words(PARSER.parse(text))).split())
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(".,;: ") + "…"


def _words(tokens: Sequence[Token]) -> list[str]:
    found = []
    for token in tokens:
        if token.type == "inline":
            found.append("".join(_words(token.children or [])))
        elif token.type in BREAKS:
            found.append(" ")
        elif token.type in TEXT:
            found.append(token.content)
    return found
