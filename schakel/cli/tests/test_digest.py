# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The command that a timer runs."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from schakel.cli.tests.run import Runner
from schakel.following.actions import notify
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(db: None) -> None:
    two_days_ago = timezone.now() - timedelta(days=2)
    notify(person=make_person("Rita Reader"), title_nl="Nieuws", title_en="News", url="/", at=two_days_ago)


def test_it_mails_once_and_says_so(schakel: Runner, news: None) -> None:
    assert schakel("digest").out == "1 sent, 0 refused, 0 uncertain\n"
    assert schakel("digest").out == "0 sent, 0 refused, 0 uncertain\n"
    assert [message.to for message in mail.outbox] == [["rita.reader@example.org"]]


def test_a_refusal_is_an_exit_code(schakel: Runner, news: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    ran = schakel("digest")
    assert (ran.code, ran.out) == (1, "0 sent, 1 refused, 0 uncertain\n")
