# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms of a question to firms, of its answers and of a mandate."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.contributions.engine.attachment import LARGEST, RefusedAttachmentError, checked
from schakel.contributions.forms import refusal_words
from schakel.standards.actions.questions import Said
from schakel.standards.models import Answer
from schakel.ui.fields import WebField

TIME_TO_ANSWER = timedelta(weeks=6)
Choices = Iterable[tuple[str, str]]


class RequiredDay(forms.DateField):
    """A day that must be given, as the browser's own date field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def words(**kwargs: Any) -> forms.CharField:
    """A few sentences."""
    rows = kwargs.pop("rows", 4)
    return forms.CharField(max_length=4000, widget=forms.Textarea({"rows": rows}), **kwargs)


def in_six_weeks() -> str:
    return (timezone.localdate() + TIME_TO_ANSWER).isoformat()


def today() -> str:
    return timezone.localdate().isoformat()


class AskForm(forms.Form):
    """Which firms, why, and until when."""

    products = forms.MultipleChoiceField(label=_("Firms of these products"), widget=forms.CheckboxSelectMultiple)
    situation = forms.CharField(
        label=_("In which situation"),
        required=False,
        max_length=400,
        help_text=_("Only where the difference matters in one situation, such as children below 6 kg."),
    )
    why = words(label=_("Why you ask"), help_text=_("What the difference costs, or where it goes wrong."))
    due = RequiredDay(label=_("Answer by"), initial=in_six_weeks)

    def __init__(self, data: Any = None, *, products: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["products"].choices = list(products)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the firm says about one product."""

    needed = forms.ChoiceField(label=_("The difference is"), choices=Answer.Needed.choices, widget=forms.RadioSelect)
    reason = words(label=_("Why"), help_text=_("With a condition: which one."))
    evidence = forms.CharField(label=_("Evidence: document and section"), required=False, max_length=1000)
    evidence_url = WebField(label=_("Address on the web"))
    file = forms.FileField(label=_("Or the document itself"), required=False)
    answered_on = RequiredDay(label=_("Date of the answer"), initial=today)

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and content, checked as every file here is."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        content = sent.read(LARGEST + 1)
        try:
            return checked(sent.name or "", content).name, content
        except RefusedAttachmentError as refused:
            raise forms.ValidationError(refusal_words(refused), code=refused.code) from None

    @property
    def said(self) -> Said:
        cleaned = self.cleaned_data
        return Said(
            needed=cleaned["needed"],
            reason=cleaned["reason"],
            answered_on=cleaned["answered_on"],
            evidence=cleaned["evidence"],
            evidence_url=cleaned["evidence_url"],
            file=cleaned["file"],
        )


class NotedAnswerForm(AnswerForm):
    """The same, noted by an editor from what the firm wrote elsewhere."""

    proof = forms.CharField(
        label=_("From which letter or message"),
        max_length=1000,
        help_text=_("Who wrote it, when, and where it is kept."),
    )


class MandateForm(forms.Form):
    """Which firm may answer for which product."""

    organisation = forms.ChoiceField(label=_("Firm"))
    product = forms.ChoiceField(label=_("Product"))
    proof = forms.CharField(label=_("Letter of the holder"), max_length=1000)

    def __init__(self, data: Any = None, *, firms: Choices, products: Choices) -> None:
        super().__init__(data)
        for name, choices in (("organisation", firms), ("product", products)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
