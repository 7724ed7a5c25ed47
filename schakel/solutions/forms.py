# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person writes down of a solution; forms end in cleaned_data, none saves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schakel.network import reads as network
from schakel.people.models import Organisation
from schakel.solutions.engine.solution import TEXTS, Content
from schakel.ui.fields import DayField
from schakel.values.labels import Label

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
FIRM_KINDS = ("firm", "foundation_mah")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SolutionForm(forms.Form):
    """A solution in one language; the other language stays as it was."""

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=_("Whose solution it is"))
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    title = forms.CharField(label=_("Title"), max_length=200)
    problem = forms.CharField(label=_("What went wrong or took too much"), max_length=4000, widget=_area(3))
    what = forms.CharField(label=_("What you do now"), max_length=8000, widget=_area(6))
    proof = forms.CharField(label=_("How you know that it works"), max_length=4000, required=False, widget=_area(3))
    effort = forms.CharField(label=_("What it takes"), max_length=2000, required=False, widget=_area(2))
    hours = forms.IntegerField(label=_("Hours to set it up, estimated"), min_value=0, max_value=100_000, required=False)
    steps = forms.MultipleChoiceField(label=_("Steps"), required=False, widget=forms.CheckboxSelectMultiple)
    bottlenecks = forms.MultipleChoiceField(
        label=_("Bottlenecks that it takes on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    firms = forms.MultipleChoiceField(
        label=_("Firms that you asked about it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], steps: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "nl"
        self._choose("organisation", [(one.pk, one.name) for one in organisations])
        self._choose("steps", list(steps.items()))
        chosen = set(self["bottlenecks"].value() or [])
        every = sorted(network.bottlenecks(), key=lambda row: row.id not in chosen)
        self._choose("bottlenecks", [(row.id, row.in_(lang)) for row in every])
        firms = network.organisations().filter(kind__in=FIRM_KINDS)
        self._choose("firms", [(firm.slug, firm.name) for firm in firms])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def content(self, before: Content) -> Content:
        """What was written, over what stood there in the other language."""
        said, dutch = self.cleaned_data, self.cleaned_data["language"] == "nl"
        texts = {}
        for name in TEXTS:
            old = before.texts.get(name, Label("", ""))
            text = Label(said[name], old.en) if dutch else Label(old.nl, said[name])
            if text.nl or text.en:
                texts[name] = text
        lists = {name: tuple(said[name]) for name in ("steps", "bottlenecks", "firms")}
        return Content(texts, said["hours"], **lists)


def initial_of(content: Content, lang: str) -> dict[str, Any]:
    """What the form starts with: the words in `lang`, or in the other language when the title is in that alone."""
    title = content.texts.get("title", Label("", ""))
    language = "nl" if (lang.startswith("nl") and title.nl) or not title.en else "en"
    texts = {name: text.in_(language) for name, text in content.texts.items()}
    lists = {name: list(getattr(content, name)) for name in ("steps", "bottlenecks", "firms")}
    return {"language": language, **texts, **lists, "hours": content.hours}


class UseForm(forms.Form):
    """We use this too."""

    organisation = forms.ChoiceField(label=_("Who uses it"))
    since = DayField(label=_("Since when"))
    experience = forms.CharField(
        label=_("Your experience"),
        max_length=4000,
        required=False,
        widget=_area(4),
        help_text=_("Everyone reads it; write nothing about patients."),
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(one.pk, one.name) for one in organisations]  # type: ignore[attr-defined]
