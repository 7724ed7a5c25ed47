# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the catalogue."""

from django.urls import path

from schakel.catalogue.views.authorisations import authorisations
from schakel.catalogue.views.horizon import horizon, horizon_entry
from schakel.catalogue.views.horizon_exchange import confirm_horizon, import_horizon

urlpatterns = [
    path("authorisations/", authorisations, name="authorisations"),
    path("horizon/", horizon, name="horizon"),
    path("horizon/import/", import_horizon, name="import_horizon"),
    path("horizon/import/<int:id>/", confirm_horizon, name="confirm_horizon"),
    path("horizon/<str:id>/", horizon_entry, name="horizon_entry"),
]
