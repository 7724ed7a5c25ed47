# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The fields that say a constraint: which ones, is a matter of the aspect's type."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from schakel.pathway.engine.constraints import Kind
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.engine.words import act_words, event_words, value_words
from schakel.values.located import Decimalish
from schakel.values.numbers import unit_words
from schakel.values.plain import written_number
from schakel.values.units import units_of

LOCAL_TYPES = ("choice", "items", "act", "text")


class BoundField(forms.CharField):
    """A number as people write it: decimal comma or point, hyphen or true minus. Ends as a fact file has it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 10})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | Decimalish | None:
        text = super().clean(value).replace("\N{MINUS SIGN}", "-").replace(",", ".").replace("\xa0", "").strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > 10**15:
            raise forms.ValidationError(_("This is not a number. Write for example 12, −120 or 2.5."))
        return written_number(Fraction(number))


class ValuesField(forms.MultipleChoiceField):
    """Checkboxes over the words of the vocabulary that this aspect uses."""

    widget = forms.CheckboxSelectMultiple


def constraint_fields(aspect: Aspect, vocabulary: Vocabulary, used: Iterable[str], lang: str) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field]
    match aspect.type:
        case "range" | "window":
            fields = _measured_fields(aspect, vocabulary, lang)
        case "choice" | "items":
            fields = _value_fields(aspect, vocabulary, used, lang)
        case "clock":
            events = list(aspect.clock.events) if aspect.clock else []
            words = zip(events, (value_words([event], vocabulary, lang)[0] for event in events), strict=True)
            fields = {"value": forms.ChoiceField(label=_("The clock"), choices=list(words), widget=forms.RadioSelect)}
        case "act":
            acts = [(kind.value, act_words(kind, aspect, lang)) for kind in Kind]
            fields = {
                "act": forms.ChoiceField(label=_("The act is"), choices=acts, required=False, widget=forms.RadioSelect)
            }
        case _:
            area = {"max_length": 4000, "widget": forms.Textarea({"rows": 4}), "required": False}
            fields = {
                "text": forms.CharField(label=_("Words in English"), **area),
                "text_nl": forms.CharField(label=_("Words in Dutch"), **area),
            }
    if aspect.type in LOCAL_TYPES:
        fields["local"] = forms.BooleanField(label=_("The hospital decides"), required=False)
    return fields


def _measured_fields(aspect: Aspect, vocabulary: Vocabulary, lang: str) -> dict[str, forms.Field]:
    units = [(code, _unit_label(code, lang)) for code in units_of(aspect.unit or "1")]
    fields: dict[str, forms.Field] = {
        "low": BoundField(label=_("At least")),
        "high": BoundField(label=_("At most")),
        "unit": forms.ChoiceField(label=_("Unit"), choices=units),
    }
    if aspect.type == "window":
        events = [(name, event_words(name, vocabulary, lang)) for name in vocabulary.events]
        fields["start"] = forms.ChoiceField(label=_("Counted from"), choices=events)
        fields["end"] = forms.ChoiceField(label=_("Counted to"), choices=events)
    return fields


def _unit_label(code: str, lang: str) -> str:
    return _("number") if code == "1" else unit_words(code, Fraction(2), lang).strip()


def _value_fields(aspect: Aspect, vocabulary: Vocabulary, used: Iterable[str], lang: str) -> dict[str, forms.Field]:
    names = sorted(set(used))
    labels = {name: value_words([name], vocabulary, lang)[0] for name in names}
    choices = sorted(labels.items(), key=lambda pair: pair[1].lower())
    label = _("One of these is allowed") if aspect.type == "choice" else _("All of these are needed")
    other = forms.TextInput(attrs={"list": "values", "autocomplete": "off"})
    return {
        "values": ValuesField(label=label, choices=choices, required=False),
        "other": forms.CharField(label=_("And this one"), required=False, max_length=200, widget=other),
    }
