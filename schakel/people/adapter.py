# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How the login library meets our rules: nobody signs up alone; the office adds people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schakel.people.actions import note_sign_in
from schakel.people.models import Person

MESSAGES = {
    "account/messages/password_changed.txt": _("Your password has changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/totp_deactivated.txt": _("The second step is off."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made. The old ones stop working."),
}


class Adapter(DefaultAccountAdapter):
    """Closes sign-up, notes sign-ins, says less. The rest is the library's, rate limits included."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Say no: an account begins with the office adding a person."""
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in and note it, or do neither."""
        with transaction.atomic():
            super().login(request, user)
            note_sign_in(by=user.actor)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Send the link, but not for a demo account: everyone may use that one, so nobody may own it."""
        if not user.is_demo:
            super().send_password_reset_mail(user, email, context)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Say in our words what changed; what the next page shows anyway needs no message."""
        if message_template in MESSAGES:
            messages.add_message(request, level, MESSAGES[message_template])
