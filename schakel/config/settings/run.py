# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`make run`: SQLite, demo accounts offered, a secret made on first start and kept in var/."""

import os
import secrets

from schakel.config.settings.base import *  # noqa: F403
from schakel.config.settings.base import VAR

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("SCHAKEL_HOSTS", "").split(","))]
SCHAKEL_DEMO = True
# Mail is printed, not sent.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


def _secret() -> str:
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
