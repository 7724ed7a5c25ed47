# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search box finds of the rules: routes, questions and outcomes, what applies where, the profile."""

from collections.abc import Iterator

from schakel.regulatory import rules
from schakel.search.actions import Indexed, index
from schakel.search.models import Entry
from schakel.values.labels import Label

ROOM = "rules"
_LANGUAGES = ("nl", "en")


def index_rules() -> bool:
    """Brings the index up to date with the rules that the pages show; answers whether anything was different."""
    entries = list(rules_entries())
    if set(entries) == {Indexed(*row) for row in Entry.objects.filter(room=ROOM).values_list(*_COLUMNS)}:
        return False
    index(room=ROOM, entries=entries)
    return True


_COLUMNS = ("kind", "key", "url", "title_nl", "title_en", "body_nl", "body_en")


def rules_entries() -> Iterator[Indexed]:
    yield from _routes()
    yield from _questions()
    yield from _settings()
    yield from _profile()


def _body(labels: list[Label]) -> tuple[str, str]:
    nl, en = (" · ".join(dict.fromkeys(label.in_(lang) for label in labels)) for lang in _LANGUAGES)
    return nl, en


def _routes() -> Iterator[Indexed]:
    for route in rules.routes().routes.values():
        steps = [label for step in route.steps for label in (step.what, step.body, *step.documents)]
        nl, en = _body([*route.use_when, *steps])
        yield Indexed("route", route.id, f"/routes/{route.id}/", route.label.nl, route.label.en, nl, en)


def _questions() -> Iterator[Indexed]:
    found = rules.classification()
    for question in found.questions.values():
        nl, en = _body([question.help] if question.help else [])
        yield Indexed("rule", f"question.{question.id}", "/classification/", question.text.nl, question.text.en, nl, en)
    for outcome in found.outcomes.values():
        nl, en = _body([outcome.then] if outcome.then else [])
        law = " · ".join(outcome.ground.legal)
        body = [" · ".join(filter(None, (words, law))) for words in (nl, en)]
        label = outcome.label
        yield Indexed("rule", f"outcome.{outcome.id}", "/classification/", label.nl, label.en, *body)


def _settings() -> Iterator[Indexed]:
    for topic in rules.routes().topics:
        nl, en = _body([cell.text for cell in topic.cells.values() if cell])
        yield Indexed("rule", f"setting.{topic.id}", f"/settings/#{topic.id}", topic.label.nl, topic.label.en, nl, en)


def _profile() -> Iterator[Indexed]:
    template = rules.profile_template()
    nl, en = _body([template.about, *(field.label for field in template.fields.values())])
    yield Indexed("rule", "profile", "/profile/", "Doelproductprofiel (TPP)", "Target product profile (TPP)", nl, en)
