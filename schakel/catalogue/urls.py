# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the catalogue."""

from django.urls import path

from schakel.catalogue.views.authorisations import authorisations

urlpatterns = [path("authorisations/", authorisations, name="authorisations")]
