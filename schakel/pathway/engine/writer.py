# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Facts as the text of their files, in one canonical form: the same facts always give the same bytes.

Written for reviewers: keys in the order of the schema, one line per small thing, long ones broken between entries.
What it writes, `schakel.values.located` reads back without loss.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from re import compile as pattern
from typing import Any

import yaml

from schakel.values.located import Decimalish

WIDTH = 120
HEAD = "# SPDX-FileCopyrightText: 2026 Schakel contributors\n# SPDX-License-Identifier: CC-BY-4.0"
_RESOLVER: Any = yaml.SafeLoader("")
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_KEY = pattern(r"[a-z][a-z0-9_]*")
# Signs that have a meaning somewhere in YAML are quoted everywhere: simpler for the next person who edits the line.
_QUOTED_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_QUOTED_INSIDE = frozenset(",[]{}:#?\"'")


def scalar(value: Any, *, flow: bool = True) -> str:
    """One value as it stands in a file; `flow`: between brackets, where commas and braces have a meaning."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimalish):
        return str(value)
    return _text(str(value), flow=flow)


def _text(text: str, *, flow: bool) -> str:
    if not all(map(_printable, text)):
        return _escaped(text)
    return text if _is_plain(text, flow=flow) else "'" + text.replace("'", "''") + "'"


def _printable(sign: str) -> bool:
    return sign == " " or (sign.isprintable() and sign != "\N{BYTE ORDER MARK}")


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _QUOTED_FIRST:
        return False
    special = any(sign in _QUOTED_INSIDE for sign in text) if flow else ": " in text or " #" in text or text[-1] == ":"
    return not special and bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT)


def _escaped(text: str) -> str:
    signs = [f"\\{s}" if s in '"\\' else s if _printable(s) else f"\\U{ord(s):08X}" for s in text]
    return '"' + "".join(signs) + '"'


def key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else scalar(name)


def flow(value: Any) -> str:
    """A value on one line, whatever its length."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def entry(start: str, value: Any) -> str:
    """`start` and the value behind it; broken between its entries where the line would be too long."""
    if not isinstance(value, Mapping | list | tuple):
        return start + scalar(value, flow=False)
    whole = start + flow(value)
    if len(whole) <= WIDTH:
        return whole
    opening, closing = ("{", "}") if isinstance(value, Mapping) else ("[", "]")
    margin = " " * (len(start) - len(start.lstrip()) + 2)
    lines, room = [start + opening], ""
    for part in _parts(value):
        if len(lines[-1]) + len(room) + len(part) + 1 > WIDTH and room:
            lines[-1] += ","
            lines.append(margin + part)
        else:
            lines[-1] += room + part
        room = ", "
    return "\n".join(lines) + closing


def _parts(value: Mapping[str, Any] | Sequence[Any]) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{key(name)}: {flow(item)}" for name, item in value.items()]
    return list(map(flow, value))


def product_text(head: str, written: Mapping[str, Any], requirements: Sequence[Mapping[str, Any]]) -> str:
    """A product file: `written` is all but the requirements, which come before the sources."""
    after = ("sources", "sections_read", "sections_unread")
    lines = [head or HEAD]
    for name, value in written.items():
        if name not in after:
            lines += _top(name, value)
    lines += ["requirements:", *_requirements(requirements)] if requirements else []
    for name in after:
        lines += _top(name, written[name]) if name in written else []
    return "\n".join(lines) + "\n"


def _top(name: str, value: Any) -> Iterator[str]:
    """A key of the file: lists of texts or mappings line by line, names of sections behind one another."""
    listed = isinstance(value, list) and value and not name.startswith("sections_")
    if not listed:
        yield entry(f"{name}: ", value)
        return
    yield f"{name}:"
    for item in value:
        yield entry("  - ", item)


def _requirements(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    step = None
    for item in items:
        if item["step"] != step:
            step = item["step"]
            yield f"  # --- {step}"
        for place, (name, value) in enumerate(item.items()):
            yield entry(f"  {'  ' if place else '- '}{name}: ", value)


def list_text(head: str, items: Iterable[Mapping[str, Any]]) -> str:
    """A file that is a list of mappings, one key a line."""
    lines = [head or HEAD]
    for item in items:
        lines += [
            f"{'  ' if place else '- '}{name}: {scalar(value, flow=False)}"
            for place, (name, value) in enumerate(item.items())
        ]
    return "\n".join(lines) + "\n"


def sections_text(head: str, sections: Mapping[str, Sequence[Mapping[str, Any]]], *, grouped: bool = False) -> str:
    """A file of words, one line a word; `grouped`: with the step above each group of aspects."""
    lines = [head or HEAD] if sections else [head or HEAD, "{}"]
    for name, items in sections.items():
        lines += [f"{name}:"] if items else [f"{name}: []"]
        step = None
        for item in items:
            if grouped and item["step"] != step:
                step = item["step"]
                lines += ["", f"# --- {step}"]
            lines.append(f"- {flow(item)}")
    return "\n".join(lines) + "\n"


def blocks_text(head: str, name: str, items: Iterable[Mapping[str, Any]]) -> str:
    """A file with one list of larger things, one key a line, lists of lists line by line."""
    lines = [head or HEAD, f"{name}:"]
    for item in items:
        for place, (field, value) in enumerate(item.items()):
            start = f"{'  ' if place else '- '}{field}:"
            if isinstance(value, list) and value and isinstance(value[0], list):
                lines += [start, *(f"  - {flow(inner)}" for inner in value)]
            else:
                lines.append(f"{start} {flow(value)}")
    return "\n".join(lines) + "\n"
