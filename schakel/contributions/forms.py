# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms of this room, which the rooms that own a subject use too; they end in cleaned_data, none saves."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schakel.contributions.engine.attachment import LARGEST, MEDIA_TYPES, RefusedAttachmentError, checked
from schakel.contributions.models import LONGEST, LONGEST_REASON, Comment

REFUSALS: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 10 MB. Make it smaller, or split it."),
    "name": _("The name of the file has no extension. Add one, such as .pdf."),
    "kind": _("Files of this kind are not accepted. Send a PDF, an Office or OpenDocument file, text, PNG or JPEG."),
    "hidden_program": _("The name looks like that of a program. Give the file one extension."),
    "content": _("The content is not what the name of the file says. Save it again as the kind you mean."),
    "encoding": _("The text is not in UTF-8. Save it again as UTF-8."),
    "polyglot": _("The file holds something before or after the document itself. Save it again and send that."),
    "active": _("The file holds a script, a macro or something it fetches from elsewhere. Save it without."),
    "bomb": _("The file is far larger inside than outside, or has too many parts. It was not opened further."),
    "encrypted": _("The file is locked with a password, so it cannot be checked. Save it without."),
    "nested": _("The file holds another file or archive. Send that one by itself."),
    "damaged": _("The file is damaged, or packed in a way that cannot be checked. Save it again."),
}


def refusal_words(refused: RefusedAttachmentError) -> str:
    """Why a file is not accepted, and what to do, in the language of the reader."""
    return str(REFUSALS[refused.code])


class CommentForm(forms.Form):
    """A comment; `answers` names the one it answers."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Everyone who can open this page reads it, with your organisation; who is signed in also reads your name. "
            "Write nothing about patients. Markdown works: *emphasis*, - list, [words](address)."
        ),
    )
    answers = forms.ModelChoiceField(
        queryset=Comment.objects.filter(state=Comment.State.SHOWN), required=False, widget=forms.HiddenInput
    )
    line = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why a comment should be looked at."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(ReasonForm):
    """What a moderator decides about a comment; the choices depend on its state."""

    decision = forms.ChoiceField(label=pgettext_lazy("moderation", "Decision"), widget=forms.RadioSelect)
    field_order = ("decision", "reason")

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]


class AttachmentForm(forms.Form):
    """A file; after validation `cleaned_data` holds its `name` and `content` (bytes), checked."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in (*MEDIA_TYPES, "jpeg"))}),
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG or JPEG; at most 10 MB. No patient data."
        ),
    )

    def clean_file(self) -> UploadedFile:
        """Reads the file, never more than its bound, and says in words why it is refused."""
        file: UploadedFile = self.cleaned_data["file"]
        content = file.read(LARGEST + 1)
        try:
            found = checked(file.name or "", content)
        except RefusedAttachmentError as refused:
            raise forms.ValidationError(refusal_words(refused), code=refused.code) from None
        self.cleaned_data |= {"name": found.name, "content": content}
        return file
