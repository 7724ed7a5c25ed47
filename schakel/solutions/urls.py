# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.solutions.views.edit import (
    solution_add,
    solution_edit,
    solution_history,
    solution_publish,
    solution_withdraw,
)
from schakel.solutions.views.solution import (
    solution,
    solution_attach,
    solution_comment,
    solution_file,
    solution_stop,
    solution_use,
)
from schakel.solutions.views.solutions import solutions

urlpatterns = [
    path("solutions/", solutions, name="solutions"),
    path("solutions/add/", solution_add, name="solution_add"),
    path("solutions/<int:id>/", solution, name="solution"),
    path("solutions/<int:id>/edit/", solution_edit, name="solution_edit"),
    path("solutions/<int:id>/publish/", solution_publish, name="solution_publish"),
    path("solutions/<int:id>/withdraw/", solution_withdraw, name="solution_withdraw"),
    path("solutions/<int:id>/history/", solution_history, name="solution_history"),
    path("solutions/<int:id>/comment/", solution_comment, name="solution_comment"),
    path("solutions/<int:id>/use/", solution_use, name="solution_use"),
    path("solutions/<int:id>/stop/", solution_stop, name="solution_stop"),
    path("solutions/<int:id>/attach/", solution_attach, name="solution_attach"),
    path("solutions/<int:id>/files/<int:file>/", solution_file, name="solution_file"),
]
