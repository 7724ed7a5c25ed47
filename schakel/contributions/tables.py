# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A table that someone sends in, in the template of a room: the form that reads it, and its faults in words.

What a cell may hold and what a row would change is for the room that owns the template.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.contributions.engine.attachment import RefusedAttachmentError, checked
from schakel.contributions.forms import refusal_words
from schakel.values.table import CellFault, NotATableError, read_sheet

LARGEST = 5 * 1024 * 1024
SHOWN = 200
"""Faults, or changed entries, on one page."""
Words = Mapping[str, str | Promise]
FILE: Words = {
    "kind": gettext_lazy("Only CSV, Excel (.xlsx) and JSON can be read. Save it as one of these."),
    "encoding": gettext_lazy("The text is not UTF-8. Save the file as CSV UTF-8."),
    "content": gettext_lazy("The content is not what the name says. Save it again from the template."),
    "json": gettext_lazy("The JSON must be a list of objects with text in every field, as in the template."),
    "empty": gettext_lazy("There is no row in it."),
    "rows": gettext_lazy("There are too many rows. Send them in parts of at most: "),
    "columns": gettext_lazy("There are too many columns. Keep at most: "),
    "twice": gettext_lazy("A column stands twice: "),
}
CELL: Words = {
    "column": gettext_lazy("This column is not in the template. Take it out, or use a name of the template."),
    "missing_column": gettext_lazy("This column is missing. Start from the template."),
    "required": gettext_lazy("This cell may not be empty. Fill it in."),
    "unknown": gettext_lazy("This is not a word of the list. Use one of the list; several are parted by semicolons."),
    "words": gettext_lazy("This is too long, or holds a sign that is no text. Shorten it."),
    "url": gettext_lazy("A web address begins with https:// or http://."),
}
"""What may be wrong in a cell of any template; a room adds its own."""


class TableForm(forms.Form):
    """A table as CSV, Excel or JSON; after validation `cleaned_data["sheet"]` holds it."""

    file = forms.FileField(label=gettext_lazy("File (CSV, Excel or JSON)"))

    def clean_file(self) -> UploadedFile:
        """Reads the file, never more than its bound, and says in words why it is no table."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Send it in parts."))
        name, content = file.name or "", file.read()
        try:
            if not name.lower().endswith(".json"):
                # A workbook is a zip file: what would grow without end is refused before anything reads it.
                checked(name, content)
            self.cleaned_data["sheet"] = read_sheet(name, content)
        except RefusedAttachmentError as refused:
            raise forms.ValidationError(refusal_words(refused)) from None
        except NotATableError as wrong:
            about = "" if wrong.fault.code == "kind" else wrong.fault.about
            raise forms.ValidationError(f"{FILE[wrong.fault.code]}{about}") from None
        return file


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault of a cell with its remedy in words."""

    row: int
    column: str
    value: str
    remedy: str
    allowed: str


def fault_lines(found: Iterable[CellFault], own: Words) -> list[FaultLine]:
    """The faults in words; `own` are the room's, beside those that any template knows."""
    words = {**CELL, **own}
    return [FaultLine(f.row, f.column, f.value, str(words[f.code]), ", ".join(f.allowed)) for f in found]
