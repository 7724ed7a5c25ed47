# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Strict YAML that remembers where everything stood.

Facts are reviewed by people in a text editor, so every fault must name file and line. And a fact file may come from a
stranger, so what YAML offers beyond plain data (tags, anchors, aliases, several documents, doubled keys) is refused
while it is read, before anything is built from it: an alias bomb never grows.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one file: where (line counts from 1), what, and what was expected instead."""

    file: str
    line: int
    what: str
    expected: str = ""

    def __str__(self) -> str:
        tail = f"; expected {self.expected}" if self.expected else ""
        return f"{self.file}:{self.line}: {self.what}{tail}"


class FactsError(ValueError):
    """All faults found in one run, sorted by place. Nothing was loaded."""

    def __init__(self, faults: "list[Fault] | tuple[Fault, ...]") -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data of one file (dict, list, str, int, float as text, bool, None, date) and the line of every path."""

    file: str
    data: Any
    lines: Mapping[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Line of the value at `path`, or of its nearest enclosing value."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, what: str, expected: str = "") -> Fault:
        return Fault(self.file, self.line(path), what, expected)


class Decimalish(str):
    """A number with a decimal point, kept as its written digits so that 0.1 stays exactly one tenth."""

    __slots__ = ()


class _RefusedError(Exception):
    def __init__(self, line: int, what: str, expected: str) -> None:
        super().__init__(what)
        self.line, self.what, self.expected = line, what, expected


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Walks the parse events once: refuses as it goes, so memory follows the text's own size."""

    def __init__(self, text: str) -> None:
        self.loader = _Loader(text)
        self.lines: dict[Path, int] = {}

    def document(self) -> Any:
        self._next()  # stream start
        if isinstance(self.loader.peek_event(), yaml.StreamEndEvent):
            raise _RefusedError(1, "the file is empty", "a mapping")
        self._next()  # document start
        value = self._value(())
        self._next()  # document end
        extra = self._next()
        if not isinstance(extra, yaml.StreamEndEvent):
            raise _RefusedError(extra.start_mark.line + 1, "a second document begins", "one document in a file")
        return value

    def _next(self) -> Any:
        return self.loader.get_event()

    def _value(self, path: Path) -> Any:
        event = self._next()
        line = event.start_mark.line + 1
        self._refuse_specials(event, line, path)
        self.lines[path] = line
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        return self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _refuse_specials(self, event: Any, line: int, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(line, f"alias *{event.anchor}", "the value written out")
        if getattr(event, "anchor", None):
            raise _RefusedError(line, f"anchor &{event.anchor}", "plain data without anchors")
        if getattr(event, "tag", None):
            raise _RefusedError(line, f"tag {event.tag}", "plain data without tags")
        if len(path) > MAX_DEPTH:
            raise _RefusedError(line, "nested too deeply", f"at most {MAX_DEPTH} levels")

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(self.loader.peek_event(), yaml.SequenceEndEvent):
            items.append(self._value((*path, len(items))))
        self._next()
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(self.loader.peek_event(), yaml.MappingEndEvent):
            key, line = self._key(path)
            if key in items:
                raise _RefusedError(line, f"key {key!r} stands twice", "each key once")
            items[key] = self._value((*path, key))
            # The key's own line is where a reader looks, also when the value begins below it.
            self.lines[(*path, key)] = line
        self._next()
        return items

    def _key(self, path: Path) -> tuple[str, int]:
        event = self._next()
        line = event.start_mark.line + 1
        self._refuse_specials(event, line, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(line, "a key that is not a word", "a word as key")
        return event.value, line

    def _scalar(self, event: Any, line: int) -> Any:
        if not event.implicit[0]:
            return event.value
        tag = self.loader.resolve(yaml.ScalarNode, event.value, (True, False))
        kind = tag.rsplit(":", 1)[-1]
        return _plain(kind, event.value, line)


def _plain(kind: str, text: str, line: int) -> Hashable:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on")
    if kind == "int":
        return _integer(text, line)
    if kind == "float":
        return _decimal(text, line)
    if kind == "timestamp":
        return _date(text)
    if kind == "merge":
        raise _RefusedError(line, "merge key <<", "plain data without merges")
    return text


def _integer(text: str, line: int) -> int:
    if len(text) > 18 or not text.lstrip("+-").isdigit():
        raise _RefusedError(line, f"number {text[:30]}", "a whole number of at most 17 digits")
    return int(text)


def _decimal(text: str, line: int) -> Decimalish:
    digits = text.lstrip("+-").replace(".", "", 1)
    if len(text) > 30 or not digits.isdigit():
        raise _RefusedError(line, f"number {text[:30]}", "a decimal number such as 2.5")
    return Decimalish(text)


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def read(file: str, text: str | bytes) -> Located:
    """Parse one file; FactsError with the one fault that stopped the reading (the rest cannot be known)."""
    size = len(text)
    if size > MAX_BYTES:
        raise FactsError([Fault(file, 1, f"the file has {size:,} bytes", f"at most {MAX_BYTES:,}")])
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        builder = _Builder(decoded)
        return Located(file, builder.document(), builder.lines)
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1 if isinstance(text, bytes) else 1
        raise FactsError([Fault(file, line, "bytes that are not UTF-8", "text in UTF-8")]) from None
    except _RefusedError as error:
        raise FactsError([Fault(file, error.line, error.what, error.expected)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        raise FactsError([Fault(file, line, f"not YAML: {problem}", "a well-formed YAML file")]) from None
    except RecursionError:
        raise FactsError([Fault(file, 1, "nested too deeply", f"at most {MAX_DEPTH} levels")]) from None
