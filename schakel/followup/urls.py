# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
