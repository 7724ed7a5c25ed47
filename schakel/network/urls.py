# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.network.views.activity import activity
from schakel.network.views.initiatives import initiative, initiatives
from schakel.network.views.organisation import organisation
from schakel.network.views.organisations import organisations
from schakel.network.views.timeline import timeline

urlpatterns = [
    path("organisations/", organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisation, name="organisation"),
    path("initiatives/", initiatives, name="initiatives"),
    path("initiatives/<slug:slug>/", initiative, name="initiative"),
    path("activity/", activity, name="activity"),
    path("timeline/", timeline, name="timeline"),
]
