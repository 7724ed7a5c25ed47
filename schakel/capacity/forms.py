# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms of capacity: the numbers that a planner changes first, and a scenario as a file."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.capacity.engine.scenario.leaves import NumberError, numbers_in
from schakel.capacity.engine.scenario.words import MEASURES, word
from schakel.values.located import MAX_BYTES

CONTROL = {"class": "input", "autocomplete": "off"}


def _line(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    fields = {"max_length": 60, "required": False} | more
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(CONTROL), **fields)


class ScenarioForm(forms.Form):
    """The first numbers of a scenario; what is left as it stands changes nothing."""

    title = _line(_("Name of your scenario"), max_length=120, required=True)
    growth = _line(_("Growth per year, in %"), _("One number, or a range as 20..44 or 20..30..44"), required=True)
    share = _line(_("Share of the patients who move, in %"), _("0 when nobody moves"), required=True)
    after = _line(_("After which part of the stay, in %"), required=True)
    resource = forms.ChoiceField(label=_("More of"), required=False)
    more = forms.IntegerField(
        label=_("How many more"), required=False, min_value=-1000, max_value=1000, widget=forms.NumberInput(CONTROL)
    )
    centre = forms.ChoiceField(label=_("Where"), required=False)
    since = forms.ChoiceField(label=_("From the year"))
    measure = forms.ChoiceField(label=_("A step breaks when"))
    at_least = _line(_("is at least"), _("in %, or in days for a wait"), required=True)
    why = _line(
        _("What your numbers rest on"),
        _("Stands beside each number that you change, as its assumption"),
        max_length=300,
    )

    def __init__(self, *args: Any, choices: Mapping[str, list[tuple[str, str]]], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(name, word(MEASURES, name, lang)) for name in MEASURES]  # type: ignore[attr-defined]
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if not self.initial.get("growth"):
            del self.fields["growth"]
        if "share" not in self.initial:
            del self.fields["share"], self.fields["after"]

    def clean(self) -> dict[str, Any]:
        """Numbers are numbers."""
        found = super().clean() or {}
        for name in ("growth", "share", "after", "at_least"):
            if found.get(name):
                try:
                    numbers_in(found[name])
                except NumberError:
                    self.add_error(name, _("Fill in a number, as 44 or 20..44."))
        return found


class FileForm(forms.Form):
    """A whole scenario as text or as a file."""

    text = forms.CharField(
        label=_("The scenario as text"),
        required=False,
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea({"class": "input code", "rows": 24, "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(label=_("Or a file"), required=False, widget=forms.FileInput({"accept": ".yaml,.yml,.json"}))

    def given(self) -> bytes:
        """What was sent: the file, or else the text."""
        sent = self.cleaned_data.get("file")
        return bytes(sent.read(MAX_BYTES + 1)) if sent else str(self.cleaned_data.get("text", "")).encode()
