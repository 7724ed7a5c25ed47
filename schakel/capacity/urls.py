# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.capacity.views.allocation import allocation
from schakel.capacity.views.backtest import forecast_backtest
from schakel.capacity.views.change import scenario_change, scenario_text
from schakel.capacity.views.compare import run_comparison, scenario_compare
from schakel.capacity.views.files import scenario_excel, scenario_file, scenario_pdf
from schakel.capacity.views.runs import run_scenario, stop_scenario
from schakel.capacity.views.scenario import scenario, scenario_progress
from schakel.capacity.views.scenarios import scenarios
from schakel.capacity.views.versions import go_back, remove_scenario, scenario_versions, show_scenario_to

urlpatterns = [
    path("allocation/", allocation, name="allocation"),
    path("forecast/backtest/", forecast_backtest, name="forecast_backtest"),
    path("capacity/", scenarios, name="scenarios"),
    path("capacity/compare/", scenario_compare, name="scenario_compare"),
    path("capacity/compare/run/", run_comparison, name="run_comparison"),
    path("capacity/<slug:key>/", scenario, name="scenario"),
    path("capacity/<slug:key>/progress/", scenario_progress, name="scenario_progress"),
    path("capacity/<slug:key>/run/", run_scenario, name="run_scenario"),
    path("capacity/<slug:key>/stop/", stop_scenario, name="stop_scenario"),
    path("capacity/<slug:key>/change/", scenario_change, name="scenario_change"),
    path("capacity/<slug:key>/text/", scenario_text, name="scenario_text"),
    path("capacity/<slug:key>/versions/", scenario_versions, name="scenario_versions"),
    path("capacity/<slug:key>/back/", go_back, name="go_back"),
    path("capacity/<slug:key>/sight/", show_scenario_to, name="show_scenario_to"),
    path("capacity/<slug:key>/remove/", remove_scenario, name="remove_scenario"),
    path("capacity/<slug:key>/excel/", scenario_excel, name="scenario_excel"),
    path("capacity/<slug:key>/pdf/", scenario_pdf, name="scenario_pdf"),
    path("capacity/<slug:key>/file/", scenario_file, name="scenario_file"),
]
