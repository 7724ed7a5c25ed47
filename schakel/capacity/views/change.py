# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Changing a scenario: the first numbers, every number, or the whole file; kept as a version of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.capacity.actions import runs, scenarios
from schakel.capacity.engine.scenario import quick
from schakel.capacity.engine.scenario.leaves import Leaf, NumberError, label, leaves, replaced
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.capacity.forms import FileForm, ScenarioForm
from schakel.capacity.views.scenario import page_context
from schakel.capacity.views.shared import Shown, shown_or_404
from schakel.capacity.views.text import located_scenario, written
from schakel.capacity.views.words import groups, unit
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.values import plain
from schakel.values.located import FactsError, Located

# Beyond this many numbers a form is no help: then only the file can be changed.
MOST = 800
UNSAID = "changed in the form; no source given"


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number to change. `typed`: what stands in the box; `error`: why that is no number."""

    name: str
    label: str
    typed: str
    unit: str
    basis: str
    sourced: bool
    error: str


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """The numbers of a part."""

    label: str
    numbers: tuple[NumberField, ...]
    open: bool


@requires(Permission.SCENARIO_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_change(request: HttpRequest, key: str) -> HttpResponse:
    """Show the numbers; on sending keep them as my version and compute it."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    form = _form(request, shown)
    if request.method != "POST":
        return _page(request, shown, form)
    data = plain.loads(shown.version.data)
    data, errors = _with_numbers(request.POST, shown.file, data)
    if not form.is_valid() or errors:
        return _page(request, shown, form, errors=errors, status=422)
    try:
        data = _with_first(form, shown.file, data)
        if not shown.mine:
            # What the example says of itself no longer holds.
            data.pop("about", None)
        read_scenario(Located("scenario", data, _places(shown.file)))
    except NumberError as error:
        form.add_error(None, str(error))
        return _page(request, shown, form, status=422)
    except FactsError as error:
        return _page(request, shown, form, faults=_named(error, shown), status=422)
    return _kept(request, shown, data, form.cleaned_data["why"])


@requires(Permission.SCENARIO_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_text(request: HttpRequest, key: str) -> HttpResponse:
    """Show the whole scenario as text; on sending keep it as my version, or name every fault at its line."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    text = written(plain.loads(shown.version.data))
    form = FileForm(request.POST or None, request.FILES or None, initial={"text": text})
    context: dict[str, Any] = {**page_context(shown), "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.given()
        try:
            data = located_scenario(given)
        except FactsError as error:
            lines = given.decode(errors="replace").splitlines()
            context["faults"] = [(one, lines[one.line - 1] if one.line <= len(lines) else "") for one in error.faults]
        else:
            return _kept(request, shown, data, "")
    status = 422 if request.method == "POST" else 200
    return render(request, "capacity/scenario_text.html", context, status=status)


def _kept(request: HttpRequest, shown: Shown, data: Mapping[str, Any], note: str) -> HttpResponse:
    """Keep it, as a version of mine or as a scenario of mine, and ask for its answer."""
    person = person_of(request)
    try:
        if shown.mine:
            version = scenarios.add_version(
                by=person, scenario=shown.row, base=shown.version.number, data=data, note=note
            )
        else:
            row = scenarios.fork(by=person, version=shown.version, data=data, note=note)
            version = row.versions.get()
        messages.success(request, _("Kept as version %(n)s of your scenario.") % {"n": version.number})
        key = version.scenario.key
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("scenario", key=shown.row.key)
    try:
        runs.ask_run(by=person.actor, version=version)
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("scenario", key=key)


def _form(request: HttpRequest, shown: Shown) -> ScenarioForm:
    file, words = shown.file, shown.words
    choices = {
        "resource": [("", _("nothing")), *words.resources.items()],
        "centre": [("", _("every centre")), *words.centres.items()],
        "since": [(str(file.start + place), str(file.start + place)) for place in range(file.years)],
    }
    data = request.POST if request.method == "POST" else None
    return ScenarioForm(data, choices=choices, lang=words.lang, initial=_initial(shown))


def _initial(shown: Shown) -> dict[str, str]:
    file = shown.file
    title = shown.title if shown.mine else _("%(title)s, changed") % {"title": shown.title}
    limit = {leaf.name: leaf.text for leaf in leaves(file)}.get(("breaks", "at_least"), "1")
    share_measure = file.breaks.measure in quick.SHARE_MEASURES
    found = {
        "title": title[:120],
        "measure": file.breaks.measure,
        "at_least": quick.as_percents(limit) if share_measure else limit,
        "since": str(file.start),
    }
    if growth := quick.growth_leaf(file):
        found["growth"] = quick.as_percents(growth.text) if "p95" not in growth.text else ""
    if step := quick.stay_step(file):
        given = next((one for one in file.hand_over if one.step == step), None)
        found["share"] = f"{float(given.share.estimate().middle) * 100:g}" if given else "0"
        found["after"] = f"{float(given.after.estimate().middle) * 100:g}" if given else "33"
    return found


def _with_first(form: ScenarioForm, file: ScenarioFile, data: dict[str, Any]) -> dict[str, Any]:
    """The data with the first numbers that differ from what stood there."""
    said, stood = form.cleaned_data, form.initial
    why = said["why"] or UNSAID
    data = {**data, "title": {"nl": said["title"], "en": said["title"]}}

    def differs(*names: str) -> bool:
        return any(said.get(name) not in (None, "", stood.get(name)) for name in names)

    if differs("growth"):
        data = quick.with_growth(data, file, said["growth"], why)
    step = quick.stay_step(file)
    if step and differs("share", "after"):
        data = quick.with_hand_over(data, step, said["share"] or "0", said["after"] or "0", why)
    if said["resource"] and said["more"]:
        centres = [said["centre"]] if said["centre"] else [one.id for one in file.centres]
        data = quick.with_more(data, said["resource"], centres, said["more"], int(said["since"]))
    if differs("measure", "at_least"):
        data = quick.with_criterion(data, said["measure"], said["at_least"] or "100", why)
    return data


def _with_numbers(
    sent: Mapping[str, str], file: ScenarioFile, data: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The data with every number that was typed over, and what is no number, by field."""
    errors: dict[str, str] = {}
    for leaf in leaves(file):
        typed = sent.get(_field(leaf), leaf.text).strip()
        if typed in (leaf.text, ""):
            continue
        try:
            data = replaced(data, leaf, typed, sent.get("why", "") or UNSAID)
        except NumberError as error:
            errors[_field(leaf)] = _("Expected: %(wanted)s") % {"wanted": error.wanted}
    return data, errors


def _field(leaf: Leaf) -> str:
    return "n:" + "/".join(leaf.name)


def _places(file: ScenarioFile) -> dict[tuple[str | int, ...], int]:
    """A line for each number, so that a fault can be told with the name of its number."""
    return {leaf.path: place for place, leaf in enumerate(leaves(file), 2)}


def _named(error: FactsError, shown: Shown) -> list[tuple[str, str]]:
    """Each fault with the words of the number it is about, where it is about one."""
    known = dict(enumerate(leaves(shown.file), 2))
    return [
        (
            label(known[one.line], shown.file, shown.words.lang, shown.words.steps) if one.line in known else "",
            f"{one.what}; expected {one.expected}" if one.expected else one.what,
        )
        for one in error.faults
    ]


def _page(
    request: HttpRequest,
    shown: Shown,
    form: ScenarioForm,
    *,
    errors: Mapping[str, str] | None = None,
    faults: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = leaves(shown.file)
    context = {
        **page_context(shown),
        "form": form,
        "groups": _groups(request, shown, found, errors or {}) if len(found) <= MOST else [],
        "faults": faults or [],
        "stay": shown.words.step(step) if (step := quick.stay_step(shown.file)) else "",
        "wrong": bool(errors),
    }
    return render(request, "capacity/scenario_change.html", context, status=status)


def _groups(request: HttpRequest, shown: Shown, found: list[Leaf], errors: Mapping[str, str]) -> list[NumberGroup]:
    made = []
    for group, heading in groups().items():
        numbers = tuple(
            NumberField(
                _field(leaf),
                label(leaf, shown.file, shown.words.lang, shown.words.steps),
                request.POST.get(_field(leaf), leaf.text),
                unit(leaf.unit),
                leaf.basis,
                leaf.sourced,
                errors.get(_field(leaf), ""),
            )
            for leaf in found
            if leaf.group == group
        )
        if numbers:
            made.append(NumberGroup(heading, numbers, any(one.error for one in numbers)))
    return made
