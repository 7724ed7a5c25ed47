# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Form fields that more than one room asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class DayField(forms.DateField):
    """An optional day, as the browser's own date field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class WebField(forms.CharField):
    """An optional address that a page may link to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.URLInput(), **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not text.startswith(("https://", "http://")):
            raise forms.ValidationError(_("A web address begins with https:// or http://."))
        return text
