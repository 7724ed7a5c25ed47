# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms of working groups; none of them saves."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.contributions.forms import AttachmentForm
from schakel.groups.models import Decision, Group, Meeting, Seat
from schakel.people.models import Organisation, Person
from schakel.ui.fields import DayField

LONG = 20_000


class GroupForm(forms.Form):
    """Name, mandate and openness of a group; on founding also its lasting short name and the founder's organisation."""

    slug = forms.SlugField(
        max_length=60,
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens; part of the address. It never changes."),
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("You sit there for"))
    name_nl = forms.CharField(max_length=200, label=_("Name (Dutch)"))
    name_en = forms.CharField(max_length=200, label=_("Name (English)"))
    mandate_nl = forms.CharField(max_length=LONG, label=_("Mandate (Dutch)"), widget=forms.Textarea(attrs={"rows": 5}))
    mandate_en = forms.CharField(
        max_length=LONG, label=_("Mandate (English)"), widget=forms.Textarea(attrs={"rows": 5})
    )
    closed = forms.BooleanField(
        required=False, label=_("Closed"), help_text=_("Only members know that a closed group exists.")
    )

    def __init__(self, *args: Any, person: Person, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(group) if group else None, **kwargs)
        if group:
            del self.fields["slug"], self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations_of(person)  # type: ignore[attr-defined]

    def words(self, name: str) -> dict[str, str]:
        """The texts of one field by language."""
        return {lang: self.cleaned_data[f"{name}_{lang}"] for lang in ("nl", "en")}


def organisations_of(person: Person) -> Any:
    """The organisations where the person holds a role now."""
    now = timezone.now()
    held = person.memberships.filter(since__lte=now).exclude(until__lte=now)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def _initial(group: Group) -> dict[str, Any]:
    return {
        "name_nl": group.name,
        "name_en": group.name_en,
        "mandate_nl": group.mandate,
        "mandate_en": group.mandate_en,
        "closed": group.closed,
    }


class InviteForm(forms.Form):
    """An offer of a seat."""

    email = forms.EmailField(label=_("E-mail address"))
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("For organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=Seat.Role.choices, initial=Seat.Role.MEMBER)


class InterestsForm(forms.Form):
    """Interests that touch the mandate. Empty says: none."""

    interests = forms.CharField(
        max_length=4000,
        required=False,
        label=_("My interests that touch the mandate"),
        help_text=_("Such as work for a firm, shares, a patent. Leave empty to declare that you have none."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MeetingForm(forms.Form):
    """A meeting; minutes and cancelling only once it is planned."""

    title = forms.CharField(max_length=200, label=_("Title"))
    starts = forms.DateTimeField(
        label=_("Starts"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends = forms.DateTimeField(
        label=_("Ends"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(max_length=300, label=_("Place or link"))
    agenda = forms.CharField(max_length=LONG, required=False, label=_("Agenda"), widget=forms.Textarea)
    minutes = forms.CharField(max_length=LONG, required=False, label=_("Minutes"), widget=forms.Textarea)
    cancelled = forms.BooleanField(required=False, label=_("Cancelled"))

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        names = ("title", "starts", "ends", "place", "agenda", "minutes", "cancelled")
        initial = {name: getattr(meeting, name) for name in names} if meeting else None
        super().__init__(*args, initial=initial, **kwargs)
        if meeting is None:
            del self.fields["minutes"], self.fields["cancelled"]

    def clean(self) -> dict[str, Any]:
        """The end lies after the start."""
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The end must lie after the start."))
        return data


class DecisionForm(forms.Form):
    """A decision as the group took it."""

    text = forms.CharField(max_length=LONG, label=_("What was decided"), widget=forms.Textarea(attrs={"rows": 4}))
    votes = forms.CharField(
        max_length=300, required=False, label=_("Votes"), help_text=_("For example: 7 for, 1 against.")
    )
    decided_on = DayField(label=_("Decided on"))
    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, label=_("In meeting"))
    replaces = forms.ModelChoiceField(Decision.objects.none(), required=False, label=_("Takes the place of"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].required = True
        self.fields["meeting"].queryset = group.meetings.all()  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = group.decisions.filter(replaced_by=None)  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = lambda one: f"{one.starts:%Y-%m-%d} {one.title}"  # type: ignore[attr-defined]
        self.fields["replaces"].label_from_instance = lambda one: f"{one.number}. {one.text[:60]}"  # type: ignore[attr-defined]


class DocumentForm(AttachmentForm):
    """A document, or its next version: a file that was checked, and what changed."""

    title = forms.CharField(max_length=200, label=_("Title"))
    note = forms.CharField(max_length=500, required=False, label=_("What changed"))
    field_order = ("title", "file", "note")

    def __init__(self, *args: Any, version: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if version:
            del self.fields["title"]
