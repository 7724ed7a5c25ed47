# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door: who comes in, who is sent to sign in, who reads why not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from ninja.errors import HttpError

from schakel.people.door import OPEN, may, open_to_all, person_of, requires, requires_api
from schakel.people.permissions import Permission
from tests.cast import Player

pytestmark = pytest.mark.django_db


@requires(Permission.REQUIREMENT_REVIEW)
def guarded(request: HttpRequest) -> HttpResponse:
    """Behind a door."""
    return HttpResponse("in")


def request_of(user: object, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/somewhere/?a=b", headers=headers)
    request.user = user  # type: ignore[assignment]
    request.resolver_match = None
    return request


def test_the_door_stands_on_the_view() -> None:
    assert guarded.door is Permission.REQUIREMENT_REVIEW  # type: ignore[attr-defined]
    assert guarded.__doc__ == "Behind a door."
    assert open_to_all(lambda _: HttpResponse()).door == OPEN  # type: ignore[attr-defined]


def test_it_opens_for_the_permission(reviewer: Player) -> None:
    assert guarded(request_of(reviewer.person)).content == b"in"


def test_it_sends_a_stranger_to_the_login_page_and_back() -> None:
    response = guarded(request_of(AnonymousUser()))
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/somewhere/%3Fa%3Db"


def test_it_moves_the_whole_page_when_a_part_was_asked() -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/form/"}
    response = guarded(request_of(AnonymousUser(), **headers))
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/accounts/login/?next=http%3A//testserver/form/"


def test_it_says_in_words_what_is_missing(editor: Player) -> None:
    response = guarded(request_of(editor.person))
    assert response.status_code == 403
    assert "goedkeuren of afwijzen wat een ander voorstelde" in response.content.decode()


def test_may_answers_for_links(editor: Player) -> None:
    request = request_of(editor.person)
    assert may(request, Permission.REQUIREMENT_PROPOSE)
    assert not may(request, Permission.REQUIREMENT_REVIEW)
    assert not may(request_of(AnonymousUser()), Permission.ACCOUNT_SEE)


def test_nobody_stands_behind_an_open_door() -> None:
    with pytest.raises(TypeError):
        person_of(request_of(AnonymousUser()))


def test_a_json_operation_answers_in_status_codes(editor: Player, reviewer: Player) -> None:
    operation = requires_api(Permission.REQUIREMENT_REVIEW)(lambda _: "in")
    assert operation(request_of(reviewer.person)) == "in"
    assert operation.door is Permission.REQUIREMENT_REVIEW  # type: ignore[attr-defined]
    for user, status in ((AnonymousUser(), 401), (editor.person, 403)):
        with pytest.raises(HttpError) as refused:
            operation(request_of(user))
        assert refused.value.status_code == status
