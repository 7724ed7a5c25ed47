# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain forms of this room; none of them saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.people.models import Organisation, Person
from schakel.people.roles import ROLES, VISITOR, Role


class RoleField(forms.TypedChoiceField):
    """A choice of role that ends in a Role. Visitor is not offered: everyone who signs in is one."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(role.id, role.label) for role in ROLES.values() if role != VISITOR]
        super().__init__(choices=choices, coerce=ROLES.__getitem__, label=_("Role"), **kwargs)


class GrantForm(forms.Form):
    """A role at an organisation."""

    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("Organisation"))
    role = RoleField()

    cleaned_data: dict[str, Organisation | Role]


class PersonForm(GrantForm):
    """A new person with a first role."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    field_order = ["name", "email", "organisation", "role"]

    def clean_email(self) -> str:
        """Refuse an address that someone has already, whatever its capitals."""
        email: str = self.cleaned_data["email"].lower()
        if Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Someone with this address is already here."))
        return email


class TrailForm(forms.Form):
    """What part of the trail to show; empty fields do not filter."""

    object = forms.CharField(label=_("Object"), required=False, max_length=200)
    actor = forms.CharField(label=_("Who"), required=False, max_length=200)
    action = forms.CharField(label=_("Action"), required=False, max_length=100)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
