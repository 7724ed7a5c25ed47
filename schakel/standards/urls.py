# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.standards.views import questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", questions.ask_firm, name="ask_firm"),
    path("questions/<int:id>/", questions.question, name="question"),
    path("questions/<int:id>/answer/<int:asked>/", questions.answer_question, name="answer_question"),
    path("questions/<int:id>/note/<int:asked>/", questions.note_answer, name="note_answer"),
    path("questions/<int:id>/files/<int:file>/", questions.question_file, name="question_file"),
]
