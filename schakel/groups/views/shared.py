# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every page of a working group starts with: the group, or the same 404 for absent and for closed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.contributions.actions import RefusedError as ContributionRefusedError
from schakel.groups import reads
from schakel.groups.actions import RefusedError
from schakel.groups.engine.seats import Act
from schakel.groups.models import Group
from schakel.people.door import visitor_of


def group_or_404(request: HttpRequest, slug: str, act: Act = "read") -> Group:
    """The group when the visitor may do this in it. Someone who may only read gets the same answer as a stranger."""
    found = reads.group_for(visitor_of(request), slug)
    if found is None or not reads.allows(found, visitor_of(request), act):
        raise Http404(_("There is no such working group."))
    return found


def in_language(group: Group) -> tuple[str, str]:
    """Name and mandate in the language of the reader."""
    dutch = (get_language() or "nl").startswith("nl")
    return (group.name, group.mandate) if dutch else (group.name_en, group.mandate_en)


def done(request: HttpRequest, form: forms.Form | None, act: Callable[[], Any], told: str) -> bool:
    """Does it and says so; what a rule refuses is said at the form, or at the top of the next page."""
    try:
        act()
    except (RefusedError, ContributionRefusedError) as refused:
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(None, str(refused))
        return False
    messages.success(request, told)
    return True
