# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One example address per page, for the tests that hold of every page. A page without one fails test_pages.py."""

SEVEN_CAR_TS = ("abecma", "aucatzyl", "breyanzi", "carvykti", "kymriah", "tecartus", "yescarta")
CHOSEN = "&".join(f"product={slug}" for slug in SEVEN_CAR_TS)

OPEN: dict[str, str] = {
    "home": "/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "glossary": "/glossary/",
    "search": "/search/?q=bewaartemperatuur",
    "products": "/products/",
    "product": "/products/kymriah/",
    "compare": f"/compare/?{CHOSEN}",
    "standard": "/standard/?modality=car_t",
    "leverage": "/leverage/?modality=car_t",
    "checklist": f"/checklist/?step=receipt&{CHOSEN}",
    "windows": f"/windows/?{CHOSEN}",
    "questions": "/questions/",
    "standards": "/standards/",
    "sources": "/sources/",
    "organisations": "/organisations/?capability=car_t_centre&near=Maastricht",
    "organisation": "/organisations/lumc/",
    "initiatives": "/initiatives/",
    "initiative": "/initiatives/gocart/",
    "activity": "/activity/",
    "timeline": "/timeline/",
    "solutions": "/solutions/",
    "bottlenecks": "/bottlenecks/",
    "bottleneck": "/bottlenecks/b01/",
    "followup": "/followup/",
    "followup_item": "/followup/a03/",
    "followup_report": "/followup/report/?actor=vws&from=2022-01-01&to=2026-11-22",
    "figures": "/figures/",
    "authorisations": "/authorisations/",
    "classification": "/classification/?medicinal_claim=yes&recombinant_nucleic_acid=yes",
    "routes": "/routes/?trial=yes",
    "route": "/routes/clinical_trial/?start=2026-12-01",
    "settings": "/settings/",
    "profile": "/profile/?medicinal_claim=no",
    "register": "/register/",
    "register_entry": "/register/he-til-nki-avl/",
    "groups": "/groups/",
    "group": "/groups/demo/",
    "api_docs": "/api/",
    "roles": "/people/roles/",
    "account_login": "/accounts/login/",
    "account_reset_password": "/accounts/password/reset/",
    "account_reset_password_done": "/accounts/password/reset/done/",
    "account_reset_password_from_key": "/accounts/password/reset/key/1-used-already/",
    "account_reset_password_from_key_done": "/accounts/password/reset/key/done/",
    "account_inactive": "/accounts/inactive/",
}
"""Name of the page → address, for pages that everyone may see."""

SIGNED_IN: dict[str, str] = {
    "me": "/people/me/",
    "trail": "/people/trail/",
    "account_logout": "/accounts/logout/",
    "proposals": "/proposals/",
    "following": "/following/",
    "notifications": "/notifications/",
    "moderation": "/moderation/",
    "register_add": "/register/add/",
    "register_change": "/register/he-til-nki-avl/change/",
    "register_imports": "/register/imports/",
    "group_found": "/groups/found/",
    "solution_add": "/solutions/add/?bottleneck=b70",
    "propose_change": "/requirements/kymriah:storage.temperature/propose/",
    "ask_firm": "/questions/ask/?product=kymriah&product=yescarta&step=storage&aspect=temperature",
    "draft_standard": "/standards/new/?product=kymriah&product=yescarta&step=storage",
}
"""The same, for what a reviewer sees. What only an own account may open, test_editing.py walks through."""

FOUND: dict[str, tuple[str, str]] = {
    "source": ("/sources/", "main a[href^='/sources/']"),
    "requirement": ("/products/kymriah/", "main a[href^='/requirements/']"),
    "solution": ("/solutions/", "main .solutions a"),
    "question": ("/questions/", "main th a[href^='/questions/']"),
    "dutch_standard": ("/standards/", "main th a[href^='/standards/']"),
    "standard_version": ("/standards/1/", "main a[href$='/versions/1/']"),
    "standard_reactions": ("/standards/1/", "main a[href$='/reactions/']"),
    "european_file": ("/standards/1/", "main a[href*='/file/']"),
    "group_meeting": ("/groups/demo/", "main a[href^='/groups/demo/meetings/']"),
}
"""Pages whose address holds a number: the page that links to one, and the link."""

ANSWERS_ELSEWHERE: dict[str, str] = {
    "question_file": "a download",
    "standard_changes": "needs two versions that a visitor may see; schakel/standards/tests/test_standards.py has them",
    "solution_edit": "only one's own; schakel/solutions/tests/test_editing.py walks through it",
    "solution_history": "as the solution itself; schakel/solutions/tests/test_editing.py reads it",
    "solution_file": "a file with a solution, sent as a download",
    "followup_file": "a file that proves a state, sent as a download",
    "continue_as_demo": "a button of the login page, answered by the next page",
    "mfa_authenticate": "only in the middle of logging in; schakel/people/tests/test_login.py walks through it",
    "unsubscribe": "from a mail; schakel/following/tests/test_digests.py follows the links",
    "trail_checkpoint": "plain text for programs",
    "robots": "plain text for programs",
    "group_calendar": "a calendar for programs",
    "group_calendar_key": "a calendar for programs",
    "group_file": "a download",
    "security": "plain text for who found a weakness",
    "set_language": "a button on every page, answered by the same page in the other language",
}
"""Open addresses that are no page of their own, with the reason."""

STATES: tuple[str, ...] = (
    "/compare/",
    "/compare/?product=kymriah&product=yescarta&step=storage",
    "/standard/?product=kymriah&product=yescarta",
    "/search/?q=zzzzzz",
    "/search/",
    "/organisations/",
    "/organisations/?q=zzzzzz",
    "/activity/?by=phases",
    "/classification/",
    "/classification/?medicinal_claim=unknown",
    "/routes/",
    "/routes/reimbursement/",
    "/routes/hospital_exemption/",
)
"""Other states of the same pages: nothing chosen, little chosen, nothing found."""

REFUSALS: tuple[str, ...] = (
    "/nowhere/",
    "/unsubscribe/not-one-of-ours/",
    "/compare/?product=kymriah&product=nosuchproduct",
    "/standard/?modality=nosuchmodality",
    "/products/nosuchproduct/",
    "/classification/?medicinal_claim=perhaps",
    "/routes/nosuchroute/",
    "/routes/clinical_trial/?start=yesterday",
    "/organisations/?near=nosuchplace",
    "/initiatives/nosuchinitiative/",
    "/requirements/kymriah:storage.nosuchaspect/",
)
"""Addresses that name something that is not there: a page in words, with an error status."""
