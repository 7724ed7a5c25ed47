# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the public room."""

from django.urls import path

from schakel.public.views.files import robots, security
from schakel.public.views.glossary import glossary
from schakel.public.views.home import home
from schakel.public.views.search import search
from schakel.public.views.texts import about, accessibility, privacy

urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("glossary/", glossary, name="glossary"),
    path("search/", search, name="search"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
]
