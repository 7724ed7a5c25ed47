# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The form of a proposal: typed by the aspect, ending in an entry as a fact file would hold it. It saves nothing.

What the form cannot know (a window against the events, a clock, units) the engine judges afterwards, by the rules
that judge a file; its objections come back to the fields by name.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from schakel.pathway.engine.change import Objection
from schakel.pathway.engine.requirement import OBLIGATIONS, Requirement
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.forms.constraint import ConstraintForm, constraint_initial
from schakel.ui.fields import DayField, WebField

OBLIGATION_WORDS = {
    "required": pgettext_lazy("obligation", "required"),
    "guidance": pgettext_lazy("obligation", "guidance, not a product rule"),
    "document": pgettext_lazy("obligation", "to be written down"),
    "report": pgettext_lazy("obligation", "to be reported"),
}
FIELD_OF_PATH = {
    "must.min": "low",
    "must.max": "high",
    "must.unit": "unit",
    "must.from": "start",
    "must.to": "end",
    "must.text": "text",
    "must.nl": "text_nl",
}
SOURCE_FIELDS = ("doc", "section", "version", "url", "jurisdiction", "second_best", "checked_by", "checked_on")


class ProposalForm(ConstraintForm):
    """What the requirement should say, why, and where that is written."""

    obligation = forms.ChoiceField(
        label=gettext_lazy("How binding"), choices=[(name, OBLIGATION_WORDS[name]) for name in OBLIGATIONS]
    )
    note = forms.CharField(
        label=gettext_lazy("Note in English"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    note_nl = forms.CharField(
        label=gettext_lazy("Note in Dutch"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    valid_from = DayField(label=gettext_lazy("Holds from"))
    valid_to = DayField(label=gettext_lazy("Holds until"))
    doc = forms.CharField(label=gettext_lazy("Document"), max_length=4000)
    section = forms.CharField(label=gettext_lazy("Section"), max_length=4000)
    version = forms.CharField(label=gettext_lazy("Version"), required=False, max_length=4000)
    url = WebField(label=gettext_lazy("Address on the web"))
    jurisdiction = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    second_best = forms.CharField(
        label=gettext_lazy("Why this source and not the EU text"), required=False, max_length=4000
    )
    checked_by = forms.CharField(
        label=gettext_lazy("Checked by"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The profession, not a name."),
    )
    checked_on = DayField(label=gettext_lazy("Checked on"))
    reason = forms.CharField(
        label=gettext_lazy("Why this should change"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        aspect: Aspect,
        vocabulary: Vocabulary,
        item: Mapping[str, Any],
        used: Iterable[str],
        jurisdictions: Mapping[str, str],
        lang: str,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, aspect=aspect, vocabulary=vocabulary, used=used, lang=lang, initial=initial)
        self.item = item
        countries = [("", _("European Union, or no country")), *jurisdictions.items()]
        self.fields["jurisdiction"].choices = countries  # type: ignore[attr-defined]
        self.written = item["must"]

    @property
    def document_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SOURCE_FIELDS[:-2]]

    @property
    def check_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SOURCE_FIELDS[-2:]]

    @property
    def period_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("obligation", "valid_from", "valid_to")]

    @property
    def note_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("note", "note_nl")]

    def clean(self) -> dict[str, Any]:
        """End in `item`, the entry of a fact file; what the type of the aspect needs is asked for by name."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            cleaned["item"] = self._item(cleaned)
        return cleaned

    def add_objections(self, objections: Iterable[Objection]) -> None:
        """Show what the engine objects to beside the field it is about."""
        for objection in objections:
            name = FIELD_OF_PATH.get(objection.field, objection.field.rsplit(".", 1)[-1])
            self.add_error(name if name in self.fields else None, objection.what)

    def _item(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        item: dict[str, Any] = {"step": self.aspect.step, "aspect": self.aspect.name, "must": self.must(cleaned)}
        item["source"] = {name: cleaned[name] for name in SOURCE_FIELDS if cleaned[name]}
        item |= {"applies_to": self.item["applies_to"]} if "applies_to" in self.item else {}
        item |= {"obligation": cleaned["obligation"]} if cleaned["obligation"] != "required" else {}
        rest = ("note", "note_nl", "valid_from", "valid_to")
        return item | {name: cleaned[name] for name in rest if cleaned[name]}


def initial_of(requirement: Requirement, item: Mapping[str, Any], aspect: Aspect) -> dict[str, Any]:
    """What the form shows at first: the requirement as it stands."""
    initial = constraint_initial(requirement.constraint, item["must"], aspect)
    rest = {name: item.get(name, "") for name in ("note", "note_nl", "valid_from", "valid_to")}
    return (
        initial
        | {"obligation": requirement.obligation}
        | rest
        | {name: item["source"].get(name, "") for name in SOURCE_FIELDS}
    )
