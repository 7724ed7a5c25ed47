# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.followup.views.bottleneck import bottleneck, bottleneck_comment
from schakel.followup.views.bottlenecks import bottlenecks
from schakel.followup.views.figures import figures
from schakel.followup.views.followup import followup
from schakel.followup.views.item import followup_file, followup_item, set_state
from schakel.followup.views.report import followup_report

urlpatterns = [
    path("bottlenecks/", bottlenecks, name="bottlenecks"),
    path("bottlenecks/<slug:id>/", bottleneck, name="bottleneck"),
    path("bottlenecks/<slug:id>/comment/", bottleneck_comment, name="bottleneck_comment"),
    path("followup/", followup, name="followup"),
    path("followup/report/", followup_report, name="followup_report"),
    path("followup/<slug:key>/", followup_item, name="followup_item"),
    path("followup/<slug:key>/state/", set_state, name="set_state"),
    path("followup/<slug:key>/files/<int:file>/", followup_file, name="followup_file"),
    path("figures/", figures, name="figures"),
]
