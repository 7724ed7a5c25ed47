# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every link inside the site leads to a page, in both languages: followed from the home page by a machine."""

import html
import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from schakel.cli.facts import load_rooms
from schakel.pathway.load import load

LINK = re.compile(r'<a\b[^>]*\shref="([^"#]+)')
PER_PAGE = 5
"""Addresses followed per kind of page: the next ones are made by the same code from the same kind of fact."""


def links(page: str, address: str) -> list[str]:
    """The addresses inside the site that a page links to."""
    found = (urljoin(address, html.unescape(link)) for link in LINK.findall(page))
    return [link for link in dict.fromkeys(found) if link.startswith("/") and not urlsplit(link).netloc]


def kind(address: str) -> str:
    """The name of the page behind an address, and empty when there is none."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def follow(client: Client, start: str) -> dict[str, int]:
    """Address → status of what does not answer with a page, following links breadth first."""
    waiting, seen, taken, broken = deque([start]), {start}, Counter[str](), {}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code not in {200, 302}:
            broken[address] = answer.status_code
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        for link in links(answer.content.decode(), address):
            if link not in seen and taken[kind(link)] < PER_PAGE:
                taken[kind(link)] += 1
                seen.add(link)
                waiting.append(link)
    assert len(seen) > 50
    return broken


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_link_leads_to_a_page(language: str) -> None:
    load(Path(settings.DATA))
    load_rooms(Path(settings.DATA))
    client = Client(raise_request_exception=False)
    client.cookies["language"] = language
    assert follow(client, "/") == {}
