# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.regulatory.views.classification import classification
from schakel.regulatory.views.imports import (
    register_import,
    register_import_apply,
    register_import_discard,
    register_imports,
)
from schakel.regulatory.views.profile import profile
from schakel.regulatory.views.register import register, register_add, register_change, register_closed, register_entry
from schakel.regulatory.views.route import route
from schakel.regulatory.views.routes import routes
from schakel.regulatory.views.settings import settings

urlpatterns = [
    path("classification/", classification, name="classification"),
    path("routes/", routes, name="routes"),
    path("routes/<str:id>/", route, name="route"),
    path("settings/", settings, name="settings"),
    path("profile/", profile, name="profile"),
    path("register/", register, name="register"),
    path("register/closed.csv", register_closed, name="register_closed"),
    path("register/add/", register_add, name="register_add"),
    path("register/imports/", register_imports, name="register_imports"),
    path("register/imports/<int:id>/", register_import, name="register_import"),
    path("register/imports/<int:id>/apply/", register_import_apply, name="register_import_apply"),
    path("register/imports/<int:id>/discard/", register_import_discard, name="register_import_discard"),
    path("register/<str:key>/", register_entry, name="register_entry"),
    path("register/<str:key>/change/", register_change, name="register_change"),
]
