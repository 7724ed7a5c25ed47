# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Translations without the gettext programs, so that `make run` needs nothing but Python.

python tools/messages.py compile    every django.po whose django.mo is missing or older
python tools/messages.py missing    exit 1 and a list when a text has no Dutch, or Dutch has no text
"""

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "schakel"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

Message = tuple[str, str]
"""(context, text); no context is the empty string, a plural is known by its singular."""


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("*/locale/nl/LC_MESSAGES/django.po"))


def compile_all() -> None:
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))


def _sources() -> Iterator[tuple[Path, str]]:
    from django.utils.translation.template import templatize

    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE).parts
        if "tests" in inside or "migrations" in inside or "static" in inside:
            continue
        if path.suffix == ".py":
            yield path, path.read_text(encoding="utf-8")
        elif "templates" in inside and path.suffix in {".html", ".txt", ".typ"}:
            # Indentation means something to the reader of Python, and nothing in a template.
            lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
            yield path, "\n".join(line.strip() for line in lines)


def _message(found: str | tuple[str | None, ...], context: str | None) -> Message:
    text = found if isinstance(found, str) else found[0]
    return (context or "", text or "")


def in_code() -> dict[Message, set[str]]:
    """Every text marked for translation, with the files it stands in."""
    from babel.messages.extract import extract

    messages: dict[Message, set[str]] = defaultdict(set)
    for path, source in _sources():
        for _line, found, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            message = _message(found, context)
            if message[1]:
                messages[message].add(str(path.relative_to(ROOT)))
    return dict(messages)


def in_dutch() -> dict[Message, list[tuple[str, polib.POEntry]]]:
    """Every entry of every room's Dutch catalogue."""
    entries: dict[Message, list[tuple[str, polib.POEntry]]] = defaultdict(list)
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            entries[(entry.msgctxt or "", entry.msgid)].append((str(path.relative_to(ROOT)), entry))
    return dict(entries)


def placeholders(text: str) -> set[str]:
    """The names that a text leaves open: %(name)s and {name}."""
    return {old or new for old, new in re.findall(r"%\((\w+)\)|\{(\w+)\}", text)}


def dutch_of(entry: polib.POEntry) -> tuple[str, ...]:
    """The Dutch of an entry: one text, or the singular and the plural."""
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def faults() -> list[str]:
    """What stands between the texts in the code and a complete Dutch translation of exactly those texts."""
    code, dutch = in_code(), in_dutch()
    found = [
        f"no Dutch: {text!r} ({', '.join(sorted(files))})"
        for (_, text), files in code.items()
        if (_, text) not in dutch
    ]
    for message, entries in dutch.items():
        where = ", ".join(path for path, _ in entries)
        if message not in code:
            found.append(f"Dutch for a text nobody shows: {message[1]!r} ({where})")
        if any(entry.fuzzy or entry.obsolete for _, entry in entries):
            found.append(f"fuzzy or obsolete: {message[1]!r} ({where})")
        if any(not all(dutch_of(entry)) for _, entry in entries):
            found.append(f"empty Dutch: {message[1]!r} ({where})")
        if len({dutch_of(entry) for _, entry in entries}) > 1:
            found.append(f"two Dutch texts for {message[1]!r}: add a context ({where})")
    return sorted(found)


def main(command: str) -> int:
    if command == "compile":
        compile_all()
        return 0
    wrong = faults()
    print("\n".join(wrong) or "Every text has its Dutch.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
