# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`python tools/demo_people.py`: the synthetic people one can continue as on the login page of `make run`."""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.run")
    django.setup()
    from schakel.people.actions import make_demo_people

    for person in make_demo_people():
        print(f"Demo account on the login page: {person.name} (synthetic)")


if __name__ == "__main__":
    main()
