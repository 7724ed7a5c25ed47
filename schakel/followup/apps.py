# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "schakel.followup"
    default_auto_field = "django.db.models.BigAutoField"
