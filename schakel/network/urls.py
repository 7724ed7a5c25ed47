# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.network.views.activity import activity
from schakel.network.views.editing import add_initiative, add_organisation, edit_initiative, edit_organisation
from schakel.network.views.exchange import confirm_import, import_entries
from schakel.network.views.initiatives import initiative, initiatives
from schakel.network.views.keeping import claim_organisation, claims, decide_claim, invite_keeper, own_entry
from schakel.network.views.organisation import organisation
from schakel.network.views.organisations import organisations
from schakel.network.views.timeline import timeline

urlpatterns = [
    path("organisations/", organisations, name="organisations"),
    path("organisations/add/", add_organisation, name="add_organisation"),
    path("organisations/claims/", claims, name="claims"),
    path("organisations/claims/<int:id>/", decide_claim, name="decide_claim"),
    path("organisations/<slug:slug>/edit/", edit_organisation, name="edit_organisation"),
    path("organisations/<slug:slug>/own/", own_entry, name="own_entry"),
    path("organisations/<slug:slug>/claim/", claim_organisation, name="claim_organisation"),
    path("organisations/<slug:slug>/invite/", invite_keeper, name="invite_keeper"),
    path("organisations/<slug:slug>/", organisation, name="organisation"),
    path("initiatives/", initiatives, name="initiatives"),
    path("initiatives/add/", add_initiative, name="add_initiative"),
    path("initiatives/<slug:slug>/edit/", edit_initiative, name="edit_initiative"),
    path("initiatives/<slug:slug>/", initiative, name="initiative"),
    path("network/import/<int:id>/", confirm_import, name="confirm_import"),
    path("network/import/<slug:kind>/", import_entries, name="import_entries"),
    path("activity/", activity, name="activity"),
    path("timeline/", timeline, name="timeline"),
]
