# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms of a proposal about a document, and of a decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ui.fields import WebField


class DocumentForm(forms.Form):
    """Another version of a document, or the same one described better, and why."""

    doc = forms.CharField(label=gettext_lazy("Document"), max_length=4000)
    version = forms.CharField(label=gettext_lazy("Version"), required=False, max_length=4000)
    url = WebField(label=gettext_lazy("Address on the web"))
    jurisdiction = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    second_best = forms.CharField(
        label=gettext_lazy("Why this source and not the EU text"), required=False, max_length=4000
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this should change"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any = None, *, countries: Mapping[str, str], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        choices = [("", _("European Union, or no country")), *countries.items()]
        self.fields["jurisdiction"].choices = choices  # type: ignore[attr-defined]

    @property
    def item(self) -> dict[str, str]:
        """The document as a fact file describes it."""
        return {name: self.cleaned_data[name] for name in DocumentForm.words() if self.cleaned_data[name]}

    @classmethod
    def words(cls) -> dict[str, Any]:
        """What each part of a document is called."""
        return {name: field.label for name, field in cls.base_fields.items() if name != "reason"}


class DecisionForm(forms.Form):
    """Why it is approved or rejected; for a rejection the action insists on words."""

    why = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
