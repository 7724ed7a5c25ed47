# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the people room, and those of the login library that we use.

The library's other pages (sign-up, e-mail management, confirmation) have no address here, so they do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from schakel.people import views
from schakel.people.door import open_to_all, requires
from schakel.people.permissions import Permission
from schakel.people.reads import demo_people

SECURE = requires(Permission.ACCOUNT_SECURE)
KEY = r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

login = account.LoginView.as_view(extra_context={"demo_people": demo_people})

urlpatterns = [
    path("people/me/", views.me, name="me"),
    path("people/roles/", views.roles, name="roles"),
    path("people/trail/", views.trail, name="trail"),
    path("people/trail/<int:index>/proof.json", views.trail_proof, name="trail_proof"),
    path("people/trail/checkpoint.txt", views.trail_checkpoint, name="trail_checkpoint"),
    path("people/persons/", views.persons, name="persons"),
    path("people/persons/<int:id>/", views.person, name="person"),
    path("people/memberships/<int:id>/end/", views.end_membership, name="end_membership"),
    path("accounts/demo/<int:id>/", views.continue_as_demo, name="continue_as_demo"),
    path("accounts/login/", open_to_all(login), name="account_login"),
    path("accounts/logout/", open_to_all(account.logout), name="account_logout"),
    path("accounts/inactive/", open_to_all(account.account_inactive), name="account_inactive"),
    path("accounts/reauthenticate/", SECURE(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/password/change/", SECURE(account.password_change), name="account_change_password"),
    path("accounts/password/set/", SECURE(account.password_set), name="account_set_password"),
    path("accounts/password/reset/", open_to_all(account.password_reset), name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        open_to_all(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(KEY, open_to_all(account.password_reset_from_key), name="account_reset_password_from_key"),
    path(
        "accounts/password/reset/key/done/",
        open_to_all(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("accounts/2fa/", SECURE(mfa.index), name="mfa_index"),
    path("accounts/2fa/authenticate/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", SECURE(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", SECURE(totp.activate_totp), name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", SECURE(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", SECURE(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "accounts/2fa/recovery-codes/generate/",
        SECURE(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/download/",
        SECURE(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
