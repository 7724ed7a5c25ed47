# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A scenario written as another one with changes (`kind: variant`): what is not said is inherited."""

import copy
from collections.abc import Mapping
from typing import Any, Literal

from schakel.capacity.engine.scenario.written import Key
from schakel.values.located import FactsError, Located
from schakel.values.schema import LabelModel, Line, Model, checked


class ChangeModel(Model):
    """`at`: the way to the place, parts of a list by their id or product; `to`: what stands there from now on."""

    at: list[Line]
    to: Any = None


class VariantFile(Model):
    """A variant of the scenario `of`."""

    kind: Literal["variant"]
    of: Key
    key: Key
    title: LabelModel
    about: LabelModel | None = None
    changes: list[ChangeModel]


def read_variant(located: Located) -> VariantFile:
    """The variant of a file; FactsError with every fault."""
    return checked(located, VariantFile)


def made(variant: VariantFile, located: Located, base: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the whole scenario; FactsError names a change whose place the base does not have."""
    data: dict[str, Any] = copy.deepcopy(dict(base))
    data |= {"key": variant.key, "title": variant.title.model_dump()}
    data.pop("about", None)
    if variant.about:
        data["about"] = variant.about.model_dump()
    for number, change in enumerate(variant.changes):
        try:
            _put(data, change.at, located.data["changes"][number].get("to"))
        except (KeyError, IndexError, StopIteration, TypeError):
            what = f"the base {variant.of!r} has no {' / '.join(change.at)}"
            raise FactsError([located.fault(("changes", number, "at"), what, "a place of the base")]) from None
    return data


def whole(name: str, located: Mapping[str, Located], within: tuple[str, ...] = ()) -> dict[str, Any]:
    """The data of the scenario of this name; of a variant its base with the changes made, whatever that varies.

    FactsError when the base is not among `located`, or varies this one in turn.
    """
    one = located[name]
    if not isinstance(one.data, dict) or one.data.get("kind") != "variant":
        return dict(one.data) if isinstance(one.data, dict) else {}
    variant = read_variant(one)
    if variant.of not in located or variant.of in (*within, name):
        what = f"no scenario {variant.of!r} to vary" if variant.of not in located else "variants of one another"
        raise FactsError([one.fault(("of",), what, f"one of: {', '.join(sorted(set(located) - {name}))}")])
    return made(variant, one, whole(variant.of, located, (*within, name)))


def _put(data: Any, at: list[str], value: Any) -> None:
    holder = data
    for part in at[:-1]:
        holder = holder[_key(holder, part)]
    last = at[-1]
    if isinstance(holder, list):
        if last == "+":
            holder.append(copy.deepcopy(value))
        else:
            holder[_key(holder, last)] = copy.deepcopy(value)
    else:
        holder[last] = copy.deepcopy(value)


def _key(holder: Any, part: str) -> Any:
    """The place of a part in a list by its id, step or product; in a mapping the part itself."""
    if isinstance(holder, list):
        return next(
            place for place, one in enumerate(holder) if part in (one.get("id"), one.get("step"), one.get("product"))
        )
    if part not in holder:
        raise KeyError(part)
    return part
