# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of this room. Posting itself is done at the page of the subject, by the room that owns it."""

from django.urls import path

from schakel.contributions import views

urlpatterns = [
    path("comments/<int:id>/edit/", views.comment_edit, name="comment_edit"),
    path("comments/<int:id>/withdraw/", views.comment_withdraw, name="comment_withdraw"),
    path("comments/<int:id>/report/", views.comment_report, name="comment_report"),
    path("comments/<int:id>/history/", views.comment_history, name="comment_history"),
    path("attachments/<int:id>/withdraw/", views.attachment_withdraw, name="attachment_withdraw"),
    path("moderation/", views.moderation, name="moderation"),
    path("moderation/files/<int:id>/", views.moderate_file, name="moderate_file"),
    path("moderation/<int:id>/", views.moderate, name="moderate"),
]
