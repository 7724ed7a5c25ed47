# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A hospital or the nation: what must be secret or fixed comes from the environment, and missing means stop."""

import os

from schakel.config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = os.environ["SCHAKEL_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["SCHAKEL_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
EMAIL_HOST = os.environ.get("SCHAKEL_MAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("SCHAKEL_MAIL_FROM", f"schakel@{ALLOWED_HOSTS[0]}")
# Where the links in mails lead.
SCHAKEL_SITE = os.environ.get("SCHAKEL_SITE", f"https://{ALLOWED_HOSTS[0]}")
# Limits on logging in count per visitor, not per proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SCHAKEL_PROXIES", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
