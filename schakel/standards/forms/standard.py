# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms of a standard: its draft, a line, consultation, reaction, adoption and acceptance."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.forms.constraint import ConstraintForm, constraint_initial
from schakel.standards.engine.lines import Line, rule_of
from schakel.standards.forms.question import Choices, RequiredDay, in_six_weeks, today, words
from schakel.standards.models import Reaction
from schakel.values.labels import Label


class DraftForm(forms.Form):
    """A title in both languages, what the standard is for, and which of the computed rules it takes."""

    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    why = words(label=_("What it is for"), rows=3)
    lines = forms.MultipleChoiceField(label=_("Rules"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, lines: Choices) -> None:
        super().__init__(data)
        self.fields["lines"].choices = list(lines)  # type: ignore[attr-defined]

    @property
    def title(self) -> Label:
        return Label(self.cleaned_data["title_nl"], self.cleaned_data["title_en"])


class LineForm(ConstraintForm):
    """A line of a draft: its rule, the products it holds for, and words beside it."""

    products = forms.MultipleChoiceField(label=_("Holds for"), widget=forms.CheckboxSelectMultiple)
    words_nl = words(label=_("Explanation in Dutch"), rows=2, required=False)
    words_en = words(label=_("Explanation in English"), rows=2, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        line: Line,
        aspect: Aspect,
        vocabulary: Vocabulary,
        used: Iterable[str],
        products: Choices,
        lang: str,
    ) -> None:
        initial = constraint_initial(rule_of(line.must, aspect, vocabulary), line.must, aspect)
        initial |= {"products": list(line.products), "words_nl": line.text.nl, "words_en": line.text.en}
        super().__init__(data, aspect=aspect, vocabulary=vocabulary, used=used, lang=lang, initial=initial)
        self.written = line.must
        self.fields["products"].choices = list(products)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """End in `must`, as a fact file would hold it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            cleaned["must"] = self.must(cleaned)
        return cleaned

    @property
    def text(self) -> Label:
        return Label(self.cleaned_data["words_nl"], self.cleaned_data["words_en"])

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("words_nl", "words_en")]


class ConsultForm(forms.Form):
    closes = RequiredDay(label=_("Comments until"), initial=in_six_weeks)


class RemarkForm(forms.Form):
    """A comment on a line; `line` empty is about the whole version."""

    line = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Your comment"), max_length=10_000, widget=forms.Textarea({"rows": 3}))


class ReactionForm(forms.Form):
    verdict = forms.ChoiceField(label=_("The comment is"), choices=Reaction.Verdict.choices)
    reason = words(label=_("Why"), rows=2)


class OfferForm(forms.Form):
    """Which associations are asked to adopt it."""

    associations = forms.MultipleChoiceField(label=_("Associations"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, associations: Choices) -> None:
        super().__init__(data)
        self.fields["associations"].choices = list(associations)  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = words(label=_("Why"), rows=2)


class AcceptForm(forms.Form):
    """Since when a firm accepts, and per line why it keeps asking something else; `proof` only for an editor."""

    accepted_on = RequiredDay(label=_("Accepted on"), initial=today)
    note = words(label=_("Note"), rows=2, required=False)
    proof = forms.CharField(label=_("From which letter or message"), max_length=1000)

    def __init__(self, data: Any = None, *, lines: Mapping[str, str], noted: bool) -> None:
        super().__init__(data)
        self.keys = list(lines)
        if not noted:
            del self.fields["proof"]
        for place, label in enumerate(lines.values()):
            help_text = _("Only where the firm keeps asking something else: what, and why.")
            self.fields[f"line_{place}"] = words(label=label, rows=1, required=False, help_text=help_text)

    @property
    def line_fields(self) -> list[forms.BoundField]:
        return [self[f"line_{place}"] for place in range(len(self.keys))]

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("accepted_on", "note", "proof") if name in self.fields]

    @property
    def deviations(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"line_{place}"] for place, key in enumerate(self.keys)}
