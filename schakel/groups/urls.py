# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the working groups."""

from django.urls import path

from schakel.groups.views import group, work

urlpatterns = [
    path("groups/", group.groups, name="groups"),
    path("groups/found/", group.group_found, name="group_found"),
    path("groups/calendar/<str:token>.ics", work.group_calendar_key, name="group_calendar_key"),
    path("groups/seats/<int:id>/answer/", group.group_answer, name="group_answer"),
    path("groups/<slug:slug>/", group.group, name="group"),
    path("groups/<slug:slug>/change/", group.group_change, name="group_change"),
    path("groups/<slug:slug>/end/", group.group_end, name="group_end"),
    path("groups/<slug:slug>/seats/", group.group_seats, name="group_seats"),
    path("groups/<slug:slug>/seats/<int:id>/", group.group_seat, name="group_seat"),
    path("groups/<slug:slug>/interests/", group.group_interests, name="group_interests"),
    path("groups/<slug:slug>/calendar.ics", work.group_calendar, name="group_calendar"),
    path("groups/<slug:slug>/meetings/plan/", work.group_meeting_plan, name="group_meeting_plan"),
    path("groups/<slug:slug>/meetings/<int:id>/", work.group_meeting, name="group_meeting"),
    path("groups/<slug:slug>/meetings/<int:id>/change/", work.group_meeting_change, name="group_meeting_change"),
    path("groups/<slug:slug>/decide/", work.group_decide, name="group_decide"),
    path("groups/<slug:slug>/documents/put/", work.group_put, name="group_put"),
    path("groups/<slug:slug>/documents/<int:id>/withdraw/", work.group_withdraw, name="group_withdraw"),
    path("groups/<slug:slug>/documents/<int:id>/<int:number>/", work.group_file, name="group_file"),
]
