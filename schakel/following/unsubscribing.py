# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Links in mails that stop the mail without logging in: the signed token says whose and about what. Never expire."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from schakel.following.models import PERSONAL
from schakel.people.models import Person

ALL = "*"
SALT = "schakel.following.unsubscribe"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mail stops, about which topic; `*` is all mail."""

    person: Person
    topic: str

    @property
    def everything(self) -> bool:
        """Whether no mail comes any more after this."""
        return self.topic == ALL

    @property
    def personal(self) -> bool:
        """Whether this is the mail about what concerns the person alone."""
        return self.topic == PERSONAL


def unsubscribe_path(person: Person, topic: str = ALL) -> str:
    """The path of the page that stops this mail."""
    token = Signer(salt=SALT).sign_object({"person": person.pk, "topic": topic}, compress=False)
    return reverse("unsubscribe", kwargs={"token": token})


def stop_of(token: str) -> Stop | None:
    """What a token stops; None when we did not make it or the person is gone."""
    try:
        said = Signer(salt=SALT).unsign_object(token)
        person = Person.objects.filter(pk=said["person"]).first()
    except (BadSignature, KeyError, ValueError, UnicodeDecodeError):
        return None
    return Stop(person, said["topic"]) if person is not None else None
