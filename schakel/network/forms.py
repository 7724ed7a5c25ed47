# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain forms of this room; none of them saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.network import reads
from schakel.network.engine.initiative import SLUG
from schakel.sources.engine.citation import Citation, Document
from schakel.ui.fields import DayField, WebField

LONG = {"rows": 4}


def term_choices(section: str, lang: str, empty: bool = False) -> list[tuple[str, str]]:
    """The words of a section as choices, with an empty one before them where nothing may be chosen."""
    found = [(one.id, one.label.in_(lang)) for one in reads.terms().sections.get(section, {}).values()]
    return [("", "—"), *found] if empty else found


class SourceFields(forms.Form):
    """A new document that says what was changed."""

    source_title = forms.CharField(label=gettext_lazy("New source: document"), required=False, max_length=1000)
    source_section = forms.CharField(label=gettext_lazy("Section or page"), required=False, max_length=500)
    source_version = forms.CharField(label=gettext_lazy("Version or date"), required=False, max_length=200)
    source_url = WebField(label=gettext_lazy("Address of the document"))
    why = forms.CharField(label=gettext_lazy("What changed, and why"), max_length=1000)
    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def of_entry(self) -> list[forms.BoundField]:
        """The fields that say something of the entry."""
        return [field for field in self.visible_fields() if field.name not in SourceFields.base_fields]

    def of_change(self) -> list[forms.BoundField]:
        """The fields that say where it is written, and why it changes."""
        return [self[name] for name in SourceFields.base_fields if name != "base"]

    def require_base(self, digest: str) -> bool:
        """Whether the form was filled in over the entry as it is now; otherwise it says that somebody was first."""
        if self.cleaned_data["base"] == digest:
            return True
        self.add_error(None, _("Someone changed this entry meanwhile. Open it again and look at the change."))
        return False

    def citations(self) -> list[Citation]:
        """The new source, if one was named."""
        data = self.cleaned_data
        if not data.get("source_title"):
            return []
        version, url = data.get("source_version") or None, data.get("source_url") or None
        return [Citation(Document(data["source_title"], version, url, None, None), data.get("source_section") or "")]


class OrganisationForm(SourceFields):
    """What is said of an organisation."""

    slug = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]*$",
        label=gettext_lazy("Short name in the address"),
        max_length=80,
        help_text=gettext_lazy("Small letters, digits and hyphens; it never changes."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    short = forms.CharField(label=gettext_lazy("Abbreviation"), required=False, max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    role_nl = forms.CharField(
        label=gettext_lazy("What it does, in Dutch"), max_length=2000, widget=forms.Textarea(LONG)
    )
    role = forms.CharField(label=gettext_lazy("What it does, in English"), max_length=2000, widget=forms.Textarea(LONG))
    url = WebField(label=gettext_lazy("Site"))
    review_on = DayField(label=gettext_lazy("Look again by"))
    field_order = ["slug", "name", "short", "kind", "city", "role_nl", "role", "url", "review_on"]

    def __init__(self, *args: Any, lang: str, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new = new
        if not new:
            del self.fields["slug"]
        self.fields["kind"].choices = term_choices("kinds", lang)  # type: ignore[attr-defined]
        cities = sorted(reads.places().cities)
        self.fields["city"].choices = [("", "—"), *((name, name) for name in cities)]  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if reads.organisation(slug):
            raise forms.ValidationError(_("There is an organisation of this name already."))
        return slug


class CapabilityForm(forms.Form):
    """One capability that others say it has; an empty row counts as none."""

    cap = forms.ChoiceField(label=gettext_lazy("Capability"), required=False)
    note_nl = forms.CharField(label=gettext_lazy("Note in Dutch"), required=False, max_length=500)
    note = forms.CharField(label=gettext_lazy("Note in English"), required=False, max_length=500)

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cap"].choices = term_choices("capabilities", lang, empty=True)  # type: ignore[attr-defined]


class OwnCapabilityForm(CapabilityForm):
    """One capability that the organisation says it has, with its proof."""

    proof = forms.CharField(
        label=gettext_lazy("Proof"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A certificate with its number and date, a register, a page on the web."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("cap") and not data.get("proof"):
            self.add_error("proof", _("Say how others can check this."))
        return data


class ContactForm(forms.Form):
    """A way in by role; never a person's name."""

    role_nl = forms.CharField(label=gettext_lazy("Role in Dutch"), required=False, max_length=120)
    role = forms.CharField(label=gettext_lazy("Role in English"), required=False, max_length=120)
    mail = forms.EmailField(label=gettext_lazy("E-mail address"), required=False, max_length=200)
    phone = forms.RegexField(r"^[0-9 +()-]{6,30}$", label=gettext_lazy("Telephone"), required=False, max_length=30)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        reached = data.get("mail") or data.get("phone")
        if reached and not (data.get("role_nl") or data.get("role")):
            self.add_error("role_nl", _("Name the role, such as: CAR T coordinator."))
        if not reached and (data.get("role_nl") or data.get("role")) and not self.errors:
            self.add_error("mail", _("Give an address or a telephone number."))
        return data


class OwnForm(forms.Form):
    """What an organisation says of itself."""

    role_nl = forms.CharField(
        label=gettext_lazy("What it does, in Dutch"), required=False, max_length=2000, widget=forms.Textarea(LONG)
    )
    role = forms.CharField(
        label=gettext_lazy("What it does, in English"), required=False, max_length=2000, widget=forms.Textarea(LONG)
    )
    url = WebField(label=gettext_lazy("Site"))
    review_on = DayField(
        label=gettext_lazy("Look again by"),
        help_text=gettext_lazy("After this day the entry is shown as past its review date, and you are reminded."),
    )


class InitiativeForm(SourceFields):
    """What is said of an initiative."""

    slug = forms.RegexField(
        rf"^{SLUG}$",
        label=gettext_lazy("Short name in the address"),
        max_length=80,
        help_text=gettext_lazy("Small letters, digits and hyphens; it never changes."),
    )
    name = forms.CharField(label=gettext_lazy("Name in English"), max_length=200)
    name_nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Reach"))
    what_nl = forms.CharField(
        label=gettext_lazy("What it does, in Dutch"), max_length=2000, widget=forms.Textarea(LONG)
    )
    what = forms.CharField(label=gettext_lazy("What it does, in English"), max_length=2000, widget=forms.Textarea(LONG))
    lead_nl = forms.CharField(label=gettext_lazy("Lead in Dutch"), max_length=300)
    lead = forms.CharField(label=gettext_lazy("Lead in English"), max_length=300)
    led_by = forms.CharField(
        label=gettext_lazy("Lead: short names of organisations or initiatives"), required=False, max_length=500
    )
    partners = forms.CharField(label=gettext_lazy("Partners: their short names"), required=False, max_length=1000)
    period_nl = forms.CharField(label=gettext_lazy("Period in Dutch"), max_length=300)
    period = forms.CharField(label=gettext_lazy("Period in English"), max_length=300)
    themes = forms.MultipleChoiceField(label=gettext_lazy("Themes"), widget=forms.CheckboxSelectMultiple)
    phases = forms.MultipleChoiceField(label=gettext_lazy("Phases"), widget=forms.CheckboxSelectMultiple)
    url = WebField(label=gettext_lazy("Site"))
    review_on = DayField(label=gettext_lazy("Look again by"))
    field_order = ["slug", "name_nl", "name", "level", "what_nl", "what", "lead_nl", "lead", "led_by", "partners"]

    def __init__(self, *args: Any, lang: str, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["slug"]
        for name, section in (("level", "levels"), ("themes", "themes"), ("phases", "phases")):
            self.fields[name].choices = term_choices(section, lang)  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if reads.initiative(slug):
            raise forms.ValidationError(_("There is an initiative of this name already."))
        return slug

    def clean_led_by(self) -> list[str]:
        return _known(self.cleaned_data["led_by"])

    def clean_partners(self) -> list[str]:
        return _known(self.cleaned_data["partners"])


def _known(text: str) -> list[str]:
    """Slugs parted by commas or spaces; each must be somebody's."""
    asked = list(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
    known = {*reads.organisations().filter(slug__in=asked).values_list("slug", flat=True)}
    known |= {*reads.initiatives().filter(slug__in=asked).values_list("slug", flat=True)}
    if lost := [one for one in asked if one not in known]:
        raise forms.ValidationError(_("Nobody here is called: %(names)s") % {"names": ", ".join(lost)})
    return asked


class WhyForm(forms.Form):
    """A reason, for a claim or the decision on it."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class KeeperForm(forms.Form):
    """Whom the office invites to keep an entry."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
