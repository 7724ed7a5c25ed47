# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the pathway room."""

from django.urls import path

from schakel.pathway.views import requirement

urlpatterns = [
    path("requirements/<path:id>/", requirement.requirement, name="requirement"),
]
