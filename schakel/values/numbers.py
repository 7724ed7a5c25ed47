# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers and quantities in words: true minus, decimal comma in Dutch, no-break space before the unit."""

from decimal import Decimal
from fractions import Fraction

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MAX_DECIMALS = 6

# (Dutch one, Dutch many, English one, English many); units that are not here are written from their UCUM code.
_WORDS = {
    "s": ("s", "s", "s", "s"),
    "min": ("min", "min", "min", "min"),
    "h": ("uur", "uur", "hour", "hours"),
    "d": ("dag", "dagen", "day", "days"),
    "wk": ("week", "weken", "week", "weeks"),
    "mo": ("maand", "maanden", "month", "months"),
    "a": ("jaar", "jaar", "year", "years"),
    "1": ("", "", "", ""),
}
_SYMBOLS = {
    "Cel": "°C",
    "um": "µm",
    "uL": "µL",
    "mg/m2": "mg/m²",
    "g/m2": "g/m²",
    "mg/kg/d": "mg/kg per dag|mg/kg per day",
    "mL/h": "mL/uur|mL/h",
    "mL/kg/h": "mL/kg/uur|mL/kg/h",
    "10*6/wk": "× 10⁶ per week|× 10⁶ per week",
}
_AREA = {"mm2": "mm²", "cm2": "cm²", "m2": "m²"}


def number(value: Fraction | Decimal | int, lang: str) -> str:
    """An exact number with at most six decimals, grouped by thousands (2.500 in Dutch, 2,500 in English)."""
    # Whole numbers all the way: a float would change the last digits of a long one.
    scaled = round(Fraction(value) * 10**MAX_DECIMALS)
    whole, decimals = divmod(abs(scaled), 10**MAX_DECIMALS)
    digits = f"{whole:,}.{decimals:0{MAX_DECIMALS}}".rstrip("0").rstrip(".")
    if lang.startswith("nl"):
        digits = digits.translate(str.maketrans(",.", ".,"))
    return (MINUS if scaled < 0 else "") + digits


def unit_words(code: str, value: Fraction | None, lang: str) -> str:
    """The unit as it is read aloud or printed after `value`; empty for a plain count."""
    dutch = lang.startswith("nl")
    if code in _WORDS:
        one_nl, many_nl, one_en, many_en = _WORDS[code]
        return (one_nl if dutch else one_en) if value == 1 else (many_nl if dutch else many_en)
    if code in _SYMBOLS:
        words = _SYMBOLS[code].split("|")
        return words[0] if dutch else words[-1]
    return _symbol(code)


def _symbol(code: str) -> str:
    """`10*6/kg` → `× 10⁶/kg`, `/cm2` → `per cm²`."""
    for plain, printed in _AREA.items():
        code = code.replace(plain, printed)
    if code.startswith("/"):
        return f"per {code[1:].replace('u', 'µ')}"
    if code.startswith("10*"):
        power, _, rest = code[3:].partition("/")
        return f"× 10{power.translate(SUPERSCRIPT)}" + (f"/{rest}" if rest else "")
    return code


def quantity(value: Fraction, code: str, lang: str) -> str:
    """`−120 °C`, `1 uur`, `2,5 × 10⁶/kg`."""
    return _joined(number(value, lang), code, value, lang)


def bounds(low: Fraction | None, high: Fraction | None, code: str, lang: str) -> str:
    """`≤ −120 °C`, `≥ 72 uur`, `20–25 °C`; one value when both bounds are the same. A bound is always given."""
    if low is not None and high is not None:
        if low == high:
            return quantity(low, code, lang)
        # Two negative numbers around a dash read as a subtraction: say "to" there.
        dash = f" {'tot' if lang.startswith('nl') else 'to'} " if low < 0 else EN_DASH
        return _joined(f"{number(low, lang)}{dash}{number(high, lang)}", code, high, lang)
    sign, bound = ("≤", high) if high is not None else ("≥", low)
    return f"{sign}{NBSP}{quantity(bound or Fraction(0), code, lang)}"


def _joined(digits: str, code: str, value: Fraction, lang: str) -> str:
    words = "%" if code == "%" else unit_words(code, value, lang)
    return f"{digits}{NBSP}{words}" if words else digits


_COUNTS = {
    "nl": ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}


def count_words(count: int, lang: str) -> str:
    """Small counts as words, others as digits."""
    words = _COUNTS["nl" if lang.startswith("nl") else "en"]
    return words[count] if 0 <= count < len(words) else number(count, lang)
