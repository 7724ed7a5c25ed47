# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room."""

from django.urls import path

from schakel.standards.views import adoption, consultation, drafting, mandates, questions, standards
from schakel.standards.views.european_file import european_file

QUESTION, STANDARD = "questions/<int:id>/", "standards/<int:id>/"
VERSION = f"{STANDARD}versions/<int:number>/"

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", questions.ask_firm, name="ask_firm"),
    path(QUESTION, questions.question, name="question"),
    path(f"{QUESTION}answer/<int:asked>/", questions.answer_question, name="answer_question"),
    path(f"{QUESTION}note/<int:asked>/", questions.note_answer, name="note_answer"),
    path(f"{QUESTION}files/<int:file>/", questions.question_file, name="question_file"),
    path("standards/", standards.standards, name="standards"),
    path("standards/new/", drafting.draft_standard, name="draft_standard"),
    path("standards/mandates/", mandates.mandates, name="mandates"),
    path("standards/mandates/<int:id>/end/", mandates.end_mandate, name="end_mandate"),
    path(STANDARD, standards.dutch_standard, name="dutch_standard"),
    path(f"{STANDARD}file/", european_file, name="european_file"),
    path(f"{STANDARD}next/", drafting.next_version, name="next_version"),
    path(f"{STANDARD}lines/<int:line>/", drafting.standard_line, name="standard_line"),
    path(f"{STANDARD}lines/<int:line>/take-out/", drafting.take_out_line, name="take_out_line"),
    path(f"{STANDARD}reactions/", consultation.standard_reactions, name="standard_reactions"),
    path(f"{STANDARD}reactions/<int:comment>/", consultation.react_to_comment, name="react_to_comment"),
    path(VERSION, standards.standard_version, name="standard_version"),
    path(f"{VERSION}changes/", standards.standard_changes, name="standard_changes"),
    path(f"{VERSION}consult/", consultation.open_consultation, name="open_consultation"),
    path(f"{VERSION}comment/", consultation.comment_line, name="comment_line"),
    path(f"{VERSION}offer/", adoption.offer_standard, name="offer_standard"),
    path(f"{VERSION}drop/", adoption.drop_standard, name="drop_standard"),
    path(f"{VERSION}adopt/<int:named>/", adoption.adopt_standard, name="adopt_standard"),
    path(f"{VERSION}withdraw/<int:named>/", adoption.withdraw_adoption, name="withdraw_adoption"),
    path(f"{VERSION}accept/<slug:product>/", adoption.accept_standard, name="accept_standard"),
    path(f"{VERSION}note/<slug:product>/", adoption.note_acceptance, name="note_acceptance"),
]
