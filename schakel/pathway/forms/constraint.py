# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The part of a form that says a constraint; it ends in `must` as a fact file would hold it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from schakel.pathway.engine.constraints import Act, Choice, Constraint, Items, Local, Text, Window
from schakel.pathway.engine.vocabulary import Aspect, Vocabulary
from schakel.pathway.forms.fields import constraint_fields


class ConstraintForm(forms.Form):
    """Fields typed by the aspect. `written` is the `must` as it stands, for the ends of a window it states itself."""

    written: Mapping[str, Any]

    def __init__(
        self,
        data: Any = None,
        *,
        aspect: Aspect,
        vocabulary: Vocabulary,
        used: Iterable[str],
        lang: str,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.aspect, self.vocabulary = aspect, vocabulary
        typed = constraint_fields(aspect, vocabulary, used, lang)
        self.constraint_names = list(typed)
        self.fields |= typed

    @property
    def constraint_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.constraint_names]

    @property
    def measured(self) -> bool:
        """Whether the constraint is a few short fields that stand beside one another."""
        return self.aspect.type in ("range", "window")

    def must(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The constraint as a fact file writes it; what is missing or contradicts itself is said beside its field."""
        must, local = self._typed(cleaned), cleaned.get("local", False)
        if local and any(must.values()):
            self.add_error("local", _("Choose one: the hospital decides, or what stands above it."))
        if not local and not any(must.values()):
            self.add_error(self.constraint_names[0], _("Fill this in."))
        return {"local": True} if local else must

    def _typed(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        match self.aspect.type:
            case "range" | "window":
                return self._measured(cleaned)
            case "choice":
                return {"one_of": self._values(cleaned)}
            case "clock":
                return {"one_of": [cleaned["value"]]}
            case "items":
                return {"all_of": self._values(cleaned)}
            case "act":
                return {"act": cleaned["act"]}
        return {"text": cleaned["text"], **({"nl": cleaned["text_nl"]} if cleaned["text_nl"] else {})}

    def _measured(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        low, high = cleaned["low"], cleaned["high"]
        if low is None and high is None:
            self.add_error("low", _("Fill in a minimum, a maximum or both."))
        elif low is not None and high is not None and Fraction(low) > Fraction(high):
            self.add_error("high", _("The maximum lies below the minimum."))
        bounds = {name: bound for name, bound in (("min", low), ("max", high)) if bound is not None}
        must = bounds | {"unit": cleaned["unit"]}
        if self.aspect.type == "window":
            ends, kept = (("from", "start"), ("to", "end")), self.written
            # An end is stated when the fact did so, or when it is changed here; else a clock elsewhere may move it.
            told = [(key, name) for key, name in ends if key in kept or cleaned[name] != self.initial[name]]
            must |= {key: cleaned[name] for key, name in told}
        return must

    def _values(self, cleaned: Mapping[str, Any]) -> list[str]:
        values = [*cleaned["values"], *self._other(cleaned["other"])]
        return list(dict.fromkeys(values))

    def _other(self, text: str) -> list[str]:
        """The value behind a word of the vocabulary, in either language or by its id."""
        if not text:
            return []
        wanted = text.strip().lower()
        for term in self.vocabulary.terms.get("values", {}).values():
            if wanted in (term.id, term.label.nl.lower(), term.label.en.lower()):
                return [term.id]
        self.add_error("other", _("The vocabulary has no such word. Choose one from the list."))
        return []


def constraint_initial(constraint: Constraint, must: Mapping[str, Any], aspect: Aspect) -> dict[str, Any]:
    """What these fields show at first: the constraint as it stands."""
    initial: dict[str, Any] = {"local": isinstance(constraint, Local)}
    match constraint:
        case Choice(options):
            initial |= {"values": sorted(options), "value": min(options)}
        case Items(items):
            initial["values"] = sorted(items)
        case Act(kind):
            initial["act"] = kind.value
        case Text(text):
            initial |= {"text": text, "text_nl": must.get("nl", "")}
        case Window(spans):
            initial |= {"start": min(spans).start, "end": min(spans).end}
    return initial | {"low": must.get("min"), "high": must.get("max"), "unit": must.get("unit", aspect.unit)}
