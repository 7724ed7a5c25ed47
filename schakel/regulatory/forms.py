# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms of the register: an entry, and a file to take over. They end in cleaned data; none of them saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from schakel.regulatory.engine.register import CLOSED, EntryModel
from schakel.regulatory.models import Import, RegisterEntry
from schakel.sources.engine.citation import Citation, Document
from schakel.ui.fields import DayField, WebField

MOST_BYTES = 20_000_000


class EntryForm(forms.Form):
    """Everything an entry says. `entry` is what it says now; without one a new entry is written."""

    key = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        max_length=40,
        label=_("Number or short name"),
        help_text=_("For example NCT01234567, an EU CT number or the number of the permission. It never changes."),
        error_messages={"invalid": _("Use letters, digits, points and hyphens, without spaces.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=RegisterEntry.Kind.choices)
    name = forms.CharField(label=_("Name (English)"), max_length=1000)
    name_nl = forms.CharField(label=_("Name (Dutch)"), max_length=1000, required=False)
    product = forms.CharField(label=_("Product"), max_length=1000, required=False)
    holder = forms.CharField(label=_("Holder or sponsor"), max_length=1000, required=False)
    sites = forms.CharField(
        label=_("Sites"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One on each line.")
    )
    indication = forms.CharField(label=_("Indication (English)"), max_length=2000, required=False)
    indication_nl = forms.CharField(label=_("Indication (Dutch)"), max_length=2000, required=False)
    phase = forms.CharField(label=_("Phase"), max_length=40, required=False)
    status = forms.ChoiceField(label=_("State"), choices=RegisterEntry.Status.choices)
    allowed = forms.IntegerField(label=_("Patients allowed"), required=False, min_value=1, max_value=100_000)
    per = forms.ChoiceField(label=_("Counted"), choices=[("", "—"), *RegisterEntry.Per.choices], required=False)
    start = DayField(label=_("Start"))
    end = DayField(label=_("End"))
    as_of = forms.CharField(label=_("State as of"), max_length=40, required=False)
    url = WebField(label=_("Address on the web"))
    note = forms.CharField(label=_("Note (English)"), required=False, max_length=4000, widget=forms.Textarea)
    note_nl = forms.CharField(label=_("Note (Dutch)"), required=False, max_length=4000, widget=forms.Textarea)
    treated = forms.IntegerField(label=_("Patients treated"), required=False, min_value=0, max_value=100_000)
    treated_on = DayField(label=_("Counted on"))
    contact = forms.CharField(label=_("Contact (a role, not a person)"), max_length=500, required=False)
    remarks = forms.CharField(label=_("Remarks"), required=False, max_length=4000, widget=forms.Textarea)
    source_title = forms.CharField(label=_("Source: document"), max_length=1000)
    source_section = forms.CharField(label=_("Source: place in it"), max_length=500, required=False)
    source_url = WebField(label=_("Source: address on the web"))
    why = forms.CharField(label=_("Why this change"), max_length=1000)

    def __init__(self, *args: Any, row: RegisterEntry | None = None, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, initial=_initial(row) if row else None, **kwargs)
        if row:
            self.fields["key"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Adds `entry`, checked as a fact file's entry is; a fault stands at its field."""
        data = super().clean() or {}
        if self.errors:
            return data
        said = {name: data[name] for name in EntryModel.model_fields if data.get(name) not in ("", None)}
        said["sites"] = [line.strip() for line in data["sites"].splitlines() if line.strip()]
        try:
            data["entry"] = EntryModel.model_validate(said)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._refuse(str(fault["loc"][0]) if fault["loc"] else None, str(fault["msg"]))
        return data

    def _refuse(self, name: str | None, message: str) -> None:
        if "ends before" in message:
            self.add_error("end", _("The end lies before the start."))
        elif "stand together" in message:
            self.add_error("per", _("Give the number of patients allowed and what it counts per, or neither."))
        else:
            self.add_error(name if name in self.fields else None, message.removeprefix("Value error, "))

    def cited(self) -> list[Citation]:
        """The source named, and those that stood beside it before."""
        data = self.cleaned_data
        document = Document(data["source_title"], None, data["source_url"] or None, None, None)
        kept = [one.citation for one in self.row.cited.all()] if self.row else []
        if kept and (kept[0].document.title, kept[0].document.url or "") == (data["source_title"], data["source_url"]):
            return [Citation(kept[0].document, data["source_section"]), *kept[1:]]
        return [Citation(document, data["source_section"]), *kept[1:]]

    @property
    def public_fields(self) -> Sequence[forms.BoundField]:
        """What everyone may read, in order."""
        apart = {*CLOSED, "source_title", "source_section", "source_url", "why"}
        return [field for field in self if field.name not in apart]

    @property
    def closed_fields(self) -> Sequence[forms.BoundField]:
        """What only those may read who keep the register."""
        return [self[name] for name in CLOSED]

    @property
    def last_fields(self) -> Sequence[forms.BoundField]:
        """Where it is written, and why this change."""
        return [self[name] for name in ("source_title", "source_section", "source_url", "why")]


def _initial(row: RegisterEntry) -> dict[str, Any]:
    data = row.value.model_dump()
    first = row.cited.first()
    cited = first.citation if first else None
    return {
        **data,
        "sites": "\n".join(data["sites"]),
        "source_title": cited.document.title if cited else "",
        "source_section": cited.section if cited else "",
        "source_url": (cited.document.url or "") if cited else "",
    }


class ImportForm(forms.Form):
    """A file of another register."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=Import.Kind.choices)
    file = forms.FileField(label=_("File"), help_text=_("JSON, or an Excel workbook; at most 20 MB."))

    def clean_file(self) -> Any:
        """The upload, when it is not too large to read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Ask for fewer studies at once."))
        return file
