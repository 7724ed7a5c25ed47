# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a data set is: columns that are described, and rows of plain values. No person is in any of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from schakel.sources.engine.citation import Citation

Value = str | int | bool | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """`name` never changes once it is published; `means` says in the reader's language what stands in it."""

    name: str
    means: Promise | str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table to download. `page` is the name of the page that shows the same to readers."""

    id: str
    title: Promise | str
    means: Promise | str
    page: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]


def day(found: object) -> str:
    """A date or moment in ISO form, empty where there is none."""
    return found.isoformat() if hasattr(found, "isoformat") else ""


def cited(citations: Iterable[Citation]) -> str:
    """Documents and sections, to be read and to be split again at ' | '."""
    told = (f"{one.document.title}, {one.section}" if one.section else one.document.title for one in citations)
    return " | ".join(dict.fromkeys(told))


def listed(names: Iterable[str]) -> str:
    """Names with ' | ' between them."""
    return " | ".join(names)
