# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Settings shared by every way of running; `run`, `test` and `production` only say what differs."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("SCHAKEL_VAR", ROOT / "var"))
DATA = Path(os.environ.get("SCHAKEL_DATA", ROOT / "data"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Before the login library: our templates for its pages win.
    "schakel.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "schakel.ui",
    "schakel.audit",
    "schakel.search",
    "schakel.contributions",
    "schakel.following",
    "schakel.sources",
    "schakel.catalogue",
    "schakel.pathway",
    "schakel.regulatory",
    "schakel.network",
    "schakel.solutions",
    "schakel.groups",
    "schakel.standards",
    "schakel.followup",
    "schakel.capacity",
    "schakel.public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "schakel.config.middleware.NoFactsMiddleware",
]

ROOT_URLCONF = "schakel.config.urls"
WSGI_APPLICATION = "schakel.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "schakel.config.menu.menu",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "schakel.ui.templatetags.ui",
                "schakel.contributions.templatetags.contributions",
                "schakel.following.templatetags.following",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "schakel.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_TOTP_ISSUER = "Schakel"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "schakel.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;",
        },
    }
}
if os.environ.get("SCHAKEL_PG_HOST"):
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["SCHAKEL_PG_HOST"],
        "PORT": os.environ.get("SCHAKEL_PG_PORT", "5432"),
        "NAME": os.environ.get("SCHAKEL_PG_NAME", "schakel"),
        "USER": os.environ.get("SCHAKEL_PG_USER", "schakel"),
        "PASSWORD": os.environ.get("SCHAKEL_PG_PASSWORD", ""),
        "OPTIONS": {"pool": False},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "schakel" / "config" / "locale"]
FORMAT_MODULE_PATH = ["schakel.config.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# Django keeps quiet about errors when DEBUG is off, unless someone gets mail; a server has to tell its own log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Jobs wait in the database, so a restart loses none; `make run` starts the worker that does them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Where digests come from, and where their links lead.
DEFAULT_FROM_EMAIL = os.environ.get("SCHAKEL_MAIL_FROM", "schakel@example.org")
SCHAKEL_SITE = os.environ.get("SCHAKEL_SITE", "http://localhost:8000")
# What can be followed: kind of topic -> function that answers a schakel.following.topics.Topic, or None.
SCHAKEL_TOPICS: dict[str, str] = {
    "product": "schakel.pathway.topics.product",
    "condition": "schakel.public.topics.condition",
    "horizon": "schakel.catalogue.topics.horizon",
    "bottleneck": "schakel.followup.topics.bottleneck",
    "solution": "schakel.solutions.topics.solution",
    "recommendation": "schakel.followup.topics.recommendation",
    "action": "schakel.followup.topics.action",
    "organisation": "schakel.network.topics.organisation",
    "initiative": "schakel.network.topics.initiative",
    "theme": "schakel.network.topics.theme",
    "group": "schakel.groups.topics.group",
    "register": "schakel.regulatory.topics.register",
    "route": "schakel.regulatory.topics.route",
    "question": "schakel.standards.topics.question",
    "standard": "schakel.standards.topics.standard",
    "scenario": "schakel.capacity.topics.scenario",
}
# Which facts besides the requirements rest on a document: function (document) -> schakel.sources.citing.CitedElsewhere.
SCHAKEL_CITING = "schakel.public.citing.citing"
# What can be commented on: kind of subject -> function (key, person or None) that answers its address, or None.
SCHAKEL_SUBJECTS: dict[str, str] = {
    "bottleneck": "schakel.followup.topics.bottleneck_address",
    "solution": "schakel.solutions.topics.solution_address",
    "recommendation": "schakel.followup.topics.item_address",
    "action": "schakel.followup.topics.item_address",
    "group": "schakel.groups.reads.subject",
    "question": "schakel.standards.topics.question_address",
    "standard": "schakel.standards.topics.standard_address",
}

# Offers one-click demo accounts on the login page, each labelled as demo; never in production.
SCHAKEL_DEMO = False
SCHAKEL_LOG_KEY = VAR / "log-signing-key.pem"
SCHAKEL_LOG_ORIGIN = os.environ.get("SCHAKEL_LOG_ORIGIN", "schakel.example/trail")
SCHAKEL_PAGE_SIZE = 50
# Where to report a weakness, as a mailto: or https: address; without it there is no /.well-known/security.txt.
SCHAKEL_SECURITY_CONTACT = os.environ.get("SCHAKEL_SECURITY_CONTACT", "")
