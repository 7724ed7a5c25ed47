# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The only place that knows the addresses of all rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("schakel.public.urls")),
    path("", include("schakel.pathway.urls")),
    path("", include("schakel.catalogue.urls")),
    path("", include("schakel.sources.urls")),
    path("", include("schakel.people.urls")),
]
