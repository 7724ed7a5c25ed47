# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two versions of a standard set side by side in words: what came, what went, what says something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from schakel.standards.engine.lines import NO_WORDS
from schakel.values.labels import Label


@dataclass(frozen=True, slots=True)
class Worded:
    """A line in the words that were kept with its version. `products` are brands."""

    key: str
    aspect: Label
    rule: Label
    products: tuple[str, ...]
    text: Label


@dataclass(frozen=True, slots=True)
class Change:
    """`kind`: added, removed or changed. `rule` and `text` are (before, after) where they differ, else None."""

    kind: str
    key: str
    aspect: Label
    rule: tuple[Label, Label] | None
    text: tuple[Label, Label] | None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def changes(before: Sequence[Worded], after: Sequence[Worded]) -> tuple[Change, ...]:
    """In the order of the newer version, what was removed last."""
    old, new = ({line.key: line for line in lines} for lines in (before, after))
    found = [_change(old.get(key), line) for key, line in new.items()]
    gone = [_change(line, None) for key, line in old.items() if key not in new]
    return tuple(change for change in [*found, *gone] if change is not None)


def _change(old: Worded | None, new: Worded | None) -> Change | None:
    line = new or old
    assert line is not None
    was, now = (one or Worded(line.key, line.aspect, NO_WORDS, (), NO_WORDS) for one in (old, new))
    if was == now:
        return None
    kind = "added" if old is None else "removed" if new is None else "changed"
    joined = tuple(p for p in now.products if p not in was.products)
    left = tuple(p for p in was.products if p not in now.products)
    rule = (was.rule, now.rule) if was.rule != now.rule else None
    text = (was.text, now.text) if was.text != now.text else None
    if rule is None and text is None and not joined and not left:
        return None
    return Change(kind, line.key, line.aspect, rule, text, joined, left)
