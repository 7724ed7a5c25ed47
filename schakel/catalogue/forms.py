# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Forms of the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy


class HorizonFileForm(forms.Form):
    """A table in the form of our own template."""

    file = forms.FileField(label=gettext_lazy("File (CSV, Excel or JSON)"))
