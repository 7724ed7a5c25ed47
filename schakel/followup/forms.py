# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a person says about the state of an item; ends in cleaned_data, saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schakel.contributions.forms import AttachmentForm
from schakel.followup.engine.progress import PROVEN, State
from schakel.followup.engine.words import STATES
from schakel.ui.fields import DayField, WebField


def state_words() -> list[tuple[str, str]]:
    lang = get_language() or "nl"
    return [(state.value, STATES[state].in_(lang)) for state in State]


class StateForm(AttachmentForm):
    """The next line of a history. `seen`: the number of the newest line on the page that was open."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=state_words, widget=forms.RadioSelect)
    happened_on = DayField(label=_("Since which day"), help_text=_("Leave empty when that day is not known."))
    url = WebField(label=_("Address of the proof"), help_text=_("A letter, report or page that everyone can open."))
    proof = forms.CharField(
        label=_("Proof in words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For what has no address: a letter with its date, a meeting with its minutes."),
    )
    note = forms.CharField(
        label=_("Explanation"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("seen", "state", "happened_on", "url", "proof", "file", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False

    def clean_file(self) -> Any:
        """No file is fine; a file is checked as everywhere."""
        return super().clean_file() if self.cleaned_data.get("file") else None

    def clean(self) -> dict[str, Any]:
        """Done needs a proof; the action asks the same, for who comes another way."""
        said = super().clean() or self.cleaned_data
        proven = any(said.get(name) for name in ("url", "proof", "file"))
        if said.get("state") in {state.value for state in PROVEN} and not proven and "file" not in self.errors:
            self.add_error("url", _("Whoever says that something is done, shows it: an address, words or a file."))
        return said
