# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From located data to checked models: pydantic says what is wrong, this module says on which line.

The models are at the same time the published schema of the fact files (docs/reference/schema).
"""

import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from schakel.values.labels import Label
from schakel.values.located import Decimalish, FactsError, Fault, Located, Path


class Model(BaseModel):
    """Base of every fact model: unknown keys are refused, values are not coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _fraction(value: Any) -> Fraction:
    """Exact: a written decimal by its digits, a JSON float by its shortest decimal form."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float) and isfinite(value):
        return Fraction(repr(value))
    if isinstance(value, bool) or not isinstance(value, int | Decimalish):
        raise ValueError("not a number")
    return Fraction(value)


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("not a web address that begins with https:// or http://")
    return value


def _printable(value: str) -> str:
    """A terminal would obey control characters, and a workbook refuses them."""
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value):
        raise ValueError("holds a control character")
    return value


def _edition(value: Any) -> Any:
    """A version may be written as a bare year or date; it stays words."""
    return str(value) if isinstance(value, date | int) and not isinstance(value, bool) else value


# Dumped as itself: the library would otherwise make text of it.
_EXACT = PlainSerializer(lambda value: value, return_type=Any)
Number = Annotated[Fraction, BeforeValidator(_fraction), _EXACT, WithJsonSchema({"type": "number"})]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.]*$", max_length=80)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True), AfterValidator(_printable)
]
Edition = Annotated[Line, BeforeValidator(_edition)]
# A page links to it: `javascript:` and the like must never load.
WebAddress = Annotated[Line, AfterValidator(_web_address)]


class LabelModel(Model):
    nl: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def label(self) -> Label:
        return Label(self.nl, self.en)


M = TypeVar("M", bound=BaseModel)

_EXPECTED: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "missing": lambda e: (f"{e['loc'][-1]!r} is missing", f"a key {e['loc'][-1]!r}"),
    "extra_forbidden": lambda e: (f"unknown key {e['loc'][-1]!r}", "a key of the published schema"),
    "string_type": lambda e: (_got(e), "text"),
    "bool_type": lambda e: (_got(e), "true or false"),
    "int_type": lambda e: (_got(e), "a whole number"),
    "list_type": lambda e: (_got(e), "a list"),
    "date_type": lambda e: (_got(e), "a date such as 2026-11-21"),
    "model_type": lambda e: (_got(e), "a mapping"),
    "dict_type": lambda e: (_got(e), "a mapping"),
    "literal_error": lambda e: (_got(e), e["ctx"]["expected"]),
    "enum": lambda e: (_got(e), e["ctx"]["expected"]),
    "too_short": lambda e: (f"{e['loc'][-1]!r} is empty", "at least one entry"),
    "string_too_short": lambda e: (f"{e['loc'][-1]!r} is empty", "text"),
    "string_pattern_mismatch": lambda e: (_got(e), "an identifier: small letters, digits and underscores"),
}


def _got(error: dict[str, Any]) -> str:
    where = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "value")
    return f"{where!r} is {str(error['input'])[:60]!r}"


def checked(located: Located, model: type[M], data: Any = None, path: Path = ()) -> M:
    """`located`'s data (or the part `data` at `path`) as `model`; FactsError lists every fault with its line."""
    try:
        return model.model_validate(located.data if data is None else data)
    except ValidationError as error:
        raise FactsError([_fault(located, dict(e), path) for e in error.errors(include_url=False)]) from None


def _fault(located: Located, error: dict[str, Any], path: Path) -> Fault:
    loc: Path = (*path, *error["loc"])
    explain = _EXPECTED.get(error["type"])
    if explain and error["loc"]:
        what, expected = explain(error)
    else:
        what, expected = str(error["msg"]).removeprefix("Value error, "), ""
        if error["loc"]:
            what = f"{_got(error)}: {what}"
    return located.fault(loc, what, expected)
