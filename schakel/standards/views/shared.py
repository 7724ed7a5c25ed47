# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages of this room share: names of people, choices of products, a refusal beside the form."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.catalogue.models import Product
from schakel.contributions.actions import RefusedError as ContributionRefusedError
from schakel.people.door import visitor_of
from schakel.people.reads import names_of
from schakel.standards.actions.shared import RefusedError
from schakel.standards.engine.lines import RuleError


def language() -> str:
    return get_language() or "nl"


def who(request: HttpRequest, actor: str) -> str:
    """The name for who is signed in; a stranger reads that it was a person, not which one."""
    if visitor_of(request) is None and actor.startswith("person:"):
        return _("a person of this installation")
    return names_of([actor])[actor]


def brands_of(slugs: Iterable[str]) -> list[tuple[str, str]]:
    """Slug and brand, for a form."""
    return list(Product.objects.filter(slug__in=list(slugs)).values_list("slug", "brand"))


def done(request: HttpRequest, form: Form | None, act: Callable[[], Any], said: str) -> bool:
    """Do it and say so; or say why not, beside the form or above the page."""
    try:
        act()
    except (RefusedError, ContributionRefusedError, RuleError) as refused:
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(None, str(refused))
        return False
    messages.success(request, said)
    return True


def first_error(form: Form) -> str:
    """The first thing that is wrong with a form that stands on another page."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
