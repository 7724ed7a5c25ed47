# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register in words: field names, values, warnings, faults of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schakel.regulatory.engine.register import CLOSED, Change, Warning_
from schakel.regulatory.forms import EntryForm
from schakel.regulatory.models import RegisterEntry

AUTHORISATION_WORDS: dict[str, Promise] = {
    "brand": gettext_lazy("Brand"),
    "product_number": gettext_lazy("EMA product number"),
    "status": gettext_lazy("State"),
    "inn": gettext_lazy("Substance"),
    "holder": gettext_lazy("Holder"),
    "opinion_on": gettext_lazy("Opinion"),
    "authorised_on": gettext_lazy("Authorised"),
    "withdrawn_on": gettext_lazy("Ended"),
    "suspended_on": gettext_lazy("Suspended"),
}
FAULTS: dict[str, Promise] = {
    "not_utf8": gettext_lazy("The file is not text in UTF-8. Save it again as JSON."),
    "not_json": gettext_lazy("The file is not JSON: it goes wrong at line and column"),
    "too_deep": gettext_lazy("The file is nested too deeply to be such a file."),
    "no_studies": gettext_lazy("The file holds no studies: a key “studies” or “protocolSection” was expected."),
    "too_many": gettext_lazy("The file holds too many rows. Ask for fewer at once. It holds"),
    "no_protocol": gettext_lazy("This is no study: a key “protocolSection” was expected. Place:"),
    "no_number": gettext_lazy("This row has no number of the expected form (NCT and 8 digits, or EMEA/H/C/ and 6):"),
    "no_name": gettext_lazy("This row has no name:"),
    "no_day": gettext_lazy("This is not a date:"),
    "ends_before_start": gettext_lazy("This study ends before it starts:"),
    "doubled": gettext_lazy("This number stands twice, the second was left out:"),
    "no_table": gettext_lazy("The file holds no table: a list under “data” was expected."),
    "no_head": gettext_lazy("No row with column names was found (“EMA product number”)."),
    "no_column": gettext_lazy("The table lacks these columns:"),
    "not_excel": gettext_lazy("The file is no workbook that can be read (xlsx, xls or ods), and no JSON."),
    "refused": gettext_lazy("The file is refused:"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One field that changes, in words."""

    field: str | Promise
    before: str
    after: str


def field_words(name: str) -> str | Promise:
    """The name of a field as its form has it."""
    if name in EntryForm.base_fields:
        return EntryForm.base_fields[name].label or name
    return AUTHORISATION_WORDS.get(name, name)


def value_words(name: str, value: Any) -> str:
    """A value as people write it; "" for nothing."""
    if value in (None, "", []):
        return ""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return "; ".join(value)
    choices: dict[str, Any] = {"kind": RegisterEntry.Kind, "status": RegisterEntry.Status, "per": RegisterEntry.Per}
    if name in choices and value in choices[name].values:
        return str(choices[name](value).label)
    return str(value)


def told(changes: Iterable[Change], *, closed: bool) -> list[Told]:
    """The changes in words; that a closed field changed is said, what it says only to who may read it."""
    return [
        Told(field_words(one.field), value_words(one.field, one.before), value_words(one.field, one.after))
        if closed or one.field not in CLOSED
        else Told(field_words(one.field), "", _("closed"))
        for one in changes
    ]


def warning_words(one: Warning_) -> str:
    """A warning as a sentence."""
    days = abs(one.days or 0)
    if one.code == "ended":
        return ngettext("Ended %(days)d day ago by its date.", "Ended %(days)d days ago by its date.", days) % {
            "days": days
        }
    if one.code == "ends_soon":
        text = ngettext("Ends in %(days)d day: ask for renewal.", "Ends in %(days)d days: ask for renewal.", days)
        return text % {"days": days}
    if one.code == "over":
        return _("More patients were treated than the places allow.")
    if one.code == "full":
        return _("All places are used.")
    if one.code == "nearly_full":
        return _("%(share)d %% of the places is used.") % {"share": round(100 * (one.share or 0))}
    return _("Until when it holds was not found.")


def fault_words(code: str, where: str) -> str:
    """A fault of a file as a sentence."""
    return f"{FAULTS.get(code, code)} {where}".strip()
