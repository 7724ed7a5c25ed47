# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Made-up topics for tests: `thing:1` to `thing:999`."""

from schakel.following.topics import Topic

TOPICS = {"thing": "schakel.following.tests.topics.thing"}


def thing(key: str) -> Topic | None:
    if not key.isdecimal() or not 0 < int(key) < 1000:
        return None
    return Topic(f"thing:{key}", f"Ding {key}", f"Thing {key}", "/glossary/")
