# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Tests: SQLite in memory, or the PostgreSQL that SCHAKEL_PG_HOST names; fast hashing, plain static files."""

from schakel.config.settings.base import *  # noqa: F403
from schakel.config.settings.base import DATABASES

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SCHAKEL_DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server of the browser tests reads from another thread.
    DATABASES["default"]["TEST"] = {"NAME": None}
# Nothing is collected for tests; without this WhiteNoise warns about the missing folder.
WHITENOISE_AUTOREFRESH = True
