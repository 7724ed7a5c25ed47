# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may answer for a product: mandates, given and ended by the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.catalogue.models import Product
from schakel.people.door import person_of, requires
from schakel.people.models import Organisation
from schakel.people.permissions import Permission
from schakel.standards.actions.questions import end_mandate as end
from schakel.standards.actions.questions import give_mandate
from schakel.standards.forms.question import MandateForm
from schakel.standards.models import Mandate
from schakel.standards.views.shared import done


@requires(Permission.PERSON_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """Which firm answers for which product beside its holder; give one."""
    firms = Organisation.objects.filter(kind=Organisation.Kind.FIRM).values_list("id", "name")
    products = Product.objects.filter(removed_at=None).values_list("slug", "brand")
    form = MandateForm(request.POST or None, firms=list(firms), products=list(products))

    def give() -> None:
        said = form.cleaned_data
        give_mandate(
            by=person_of(request).actor,
            organisation=Organisation.objects.get(pk=said["organisation"]),
            product=Product.objects.get(pk=said["product"]),
            proof=said["proof"],
        )

    if form.is_valid() and done(request, form, give, _("From now on this firm answers for the product.")):
        return redirect("mandates")
    held = Mandate.objects.filter(ended_at=None).select_related("organisation", "product").order_by("product__brand")
    context = {"form": form, "held": list(held)}
    return render(request, "standards/mandates.html", context, status=422 if form.errors else 200)


@requires(Permission.PERSON_MANAGE)
@require_POST
def end_mandate(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """End one; what was answered under it stays."""
    found = get_object_or_404(Mandate, pk=id)
    said = _("Ended. What was answered under it stays.")
    done(request, None, lambda: end(by=person_of(request).actor, mandate=found), said)
    return redirect("mandates")
