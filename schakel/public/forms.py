# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The form of a news item; it ends in cleaned_data, and saves nothing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schakel.following.topics import topic

LONGEST_TITLE, LONGEST_TEXT, MOST_TOPICS = 200, 20_000, 20


class NewsForm(forms.Form):
    """News in Dutch, and in English where there is any. `topics` become a list."""

    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=LONGEST_TITLE)
    text_nl = forms.CharField(
        label=_("Text in Dutch"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Markdown works: *emphasis*, - list, [words](address)."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=LONGEST_TITLE, required=False)
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    topics = forms.CharField(
        label=_("What it is about"),
        max_length=1000,
        required=False,
        help_text=_("Subjects with commas between them, such as product:kymriah. Who follows them is told."),
    )

    def clean_topics(self) -> list[str]:
        names = list(dict.fromkeys(filter(None, (one.strip() for one in self.cleaned_data["topics"].split(",")))))
        if len(names) > MOST_TOPICS:
            raise ValidationError(_("At most 20 subjects."))
        for name in names:
            if topic(name) is None:
                raise ValidationError(_("There is no subject called “%(name)s”."), params={"name": name[:80]})
        return names

    def clean(self) -> dict[str, object]:
        found = super().clean() or self.cleaned_data
        if bool(found.get("title_en")) != bool(found.get("text_en")):
            raise ValidationError(_("Give both the title and the text in English, or neither."))
        return found
