# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the pathway room."""

from django.urls import path

from schakel.pathway.views import add, document, edit, requirement, review
from schakel.pathway.views.api_docs import api_docs
from schakel.pathway.views.checklist import checklist
from schakel.pathway.views.compare import compare
from schakel.pathway.views.leverage import leverage
from schakel.pathway.views.product import product
from schakel.pathway.views.products import products
from schakel.pathway.views.source import source
from schakel.pathway.views.sources import sources
from schakel.pathway.views.standard import standard
from schakel.pathway.views.windows import windows

urlpatterns = [
    path("api/", api_docs, name="api_docs"),
    path("products/", products, name="products"),
    path("products/<slug:slug>/", product, name="product"),
    path("checklist/", checklist, name="checklist"),
    path("compare/", compare, name="compare"),
    path("leverage/", leverage, name="leverage"),
    path("standard/", standard, name="standard"),
    path("windows/", windows, name="windows"),
    path("products/<slug:slug>/propose/", add.propose_requirement, name="propose_requirement"),
    path("proposals/", review.proposals, name="proposals"),
    path("proposals/<int:id>/", review.proposal, name="proposal"),
    path("proposals/<int:id>/approve/", review.approve, name="approve"),
    path("proposals/<int:id>/reject/", review.reject, name="reject"),
    path("proposals/<int:id>/withdraw/", review.withdraw, name="withdraw"),
    path("requirements/<path:id>/propose/", edit.propose_change, name="propose_change"),
    path("requirements/<path:id>/check/", edit.propose_check, name="propose_check"),
    path("requirements/<path:id>/", requirement.requirement, name="requirement"),
    path("sources/", sources, name="sources"),
    path("sources/<slug:key>/", source, name="source"),
    path("sources/<slug:key>/propose/", document.propose_source, name="propose_source"),
]
