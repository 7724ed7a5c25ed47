# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The only place that knows the addresses of all rooms."""

from django.urls import include, path
from django.views.i18n import set_language

from schakel.config.api import api
from schakel.people.door import open_to_all

urlpatterns = [
    path("", include("schakel.public.urls")),
    path("", include("schakel.pathway.urls")),
    path("", include("schakel.catalogue.urls")),
    path("", include("schakel.people.urls")),
    path("", include("schakel.contributions.urls")),
    path("", include("schakel.following.urls")),
    path("", include("schakel.regulatory.urls")),
    path("", include("schakel.network.urls")),
    path("", include("schakel.solutions.urls")),
    path("", include("schakel.groups.urls")),
    path("", include("schakel.standards.urls")),
    path("", include("schakel.followup.urls")),
    path("", include("schakel.capacity.urls")),
    path("api/", api.urls),
    path("i18n/setlang/", open_to_all(set_language), name="set_language"),
]
