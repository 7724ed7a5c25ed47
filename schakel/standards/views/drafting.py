# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing a standard: from the computed rules to a draft, a line of it, and the next version."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.pathway.engine.requirement import Facts
from schakel.pathway.engine.vocabulary import Aspect
from schakel.pathway.reads import facts
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission
from schakel.standards import reads
from schakel.standards.actions import drafting as actions
from schakel.standards.engine.difference import aspect_of
from schakel.standards.engine.lines import Line as LineValue
from schakel.standards.engine.lines import RuleError, brands, rule_of, rule_words
from schakel.standards.engine.state import State
from schakel.standards.forms.standard import DraftForm, LineForm, WhyForm
from schakel.standards.models import Line, Standard
from schakel.standards.views.lines import LineView, Teller, with_rule
from schakel.standards.views.shared import brands_of, done, first_error, language

START = "car_t"


@dataclass(frozen=True, slots=True)
class Rule:
    """A computed rule that a drafter may take."""

    key: str
    aspect: str
    rule: str
    products: str
    taken: bool


@requires(Permission.STANDARD_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_standard(request: HttpRequest) -> HttpResponse:
    """Take rules of the computed standard of these products and steps into a first draft."""
    known = facts()
    slugs, steps = _asked(request, known)
    lines = {line.key: line for line in reads.computed_lines(slugs, steps)}
    form = DraftForm(request.POST or None, lines=[(key, key) for key in lines])
    if form.is_valid() and (made := _founded(request, form, slugs, [lines[k] for k in form.cleaned_data["lines"]])):
        return redirect("dutch_standard", id=made.pk)
    taken = set(request.POST.getlist("lines")) if request.method == "POST" else set(lines)
    context = {
        "form": form,
        "brands": brands(slugs, known),
        "steps": _by_step(lines, known, taken),
        "computed": f"{reverse('standard')}?" + "&".join(f"product={slug}" for slug in slugs),
    }
    return render(request, "standards/draft_standard.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, known: Facts) -> tuple[list[str], tuple[str, ...]]:
    """Products and steps of the address; without products those of a modality."""
    slugs = request.GET.getlist("product") or [
        profile.slug for profile in known.of_modality(request.GET.get("modality", START))
    ]
    steps = tuple(request.GET.getlist("step"))
    unknown = [s for s in slugs if s not in known.by_slug] + [s for s in steps if s not in known.vocabulary.step_of]
    if unknown or not slugs:
        raise Http404(", ".join(unknown))
    return list(dict.fromkeys(slugs)), steps


def _founded(request: HttpRequest, form: DraftForm, slugs: list[str], lines: list[LineValue]) -> Standard | None:
    made: list[Standard] = []

    def found() -> None:
        by, why = person_of(request).actor, form.cleaned_data["why"]
        made.append(actions.found_standard(by=by, title=form.title, why=why, products=slugs, lines=lines))

    done(request, form, found, _("A first draft stands. Only who drafts standards can see it."))
    return made[0] if made else None


def _by_step(lines: dict[str, LineValue], known: Facts, taken: set[str]) -> list[tuple[str, list[Rule]]]:
    lang, found = language(), dict[str, list[Rule]]()
    for key, line in lines.items():
        aspect = aspect_of(known.vocabulary, *line.place)
        assert aspect is not None, key
        words = rule_words(line.must, aspect, known.vocabulary).in_(lang)
        rule = Rule(key, aspect.label.in_(lang), words, ", ".join(brands(line.products, known)), key in taken)
        found.setdefault(known.vocabulary.step_of[line.step].label.in_(lang), []).append(rule)
    return list(found.items())


@requires(Permission.STANDARD_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def standard_line(request: HttpRequest, id: int, line: int) -> HttpResponse:  # noqa: A002
    """Change a line of a draft; while one types, the page says whose requirements it no longer keeps."""
    row = _line_or_404(id, line)
    known, value = facts(), reads.line_value(row)
    aspect = aspect_of(known.vocabulary, row.step, row.aspect)
    if aspect is None:
        raise Http404(row.key)
    form = _form(request, row, value, aspect, known)
    valid = form.is_bound and form.is_valid()
    would = _would(form, row, value, aspect, known) if valid or not form.is_bound else None
    context = {"form": form, "row": row, "would": would, "standard": row.version.standard, "line": _now(row, known)}
    if request.headers.get("HX-Request"):
        return render(request, "standards/standard_line_check.html", context)
    if would and "send" in request.POST and _sent(request, form, row):
        return redirect("standard_version", id=id, number=row.version.number)
    return render(request, "standards/standard_line.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, row: Line, value: LineValue, aspect: Aspect, known: Facts) -> LineForm:
    return LineForm(
        request.POST if request.method == "POST" else None,
        line=value,
        aspect=aspect,
        vocabulary=known.vocabulary,
        used=_used(known, value, aspect),
        products=brands_of(reads.slugs_of(row.version)),
        lang=language(),
    )


def _used(known: Facts, value: LineValue, aspect: Aspect) -> set[str]:
    """The words that any product, or the line itself, uses for this aspect."""
    musts = [r.must for profile in known.profiles for r in profile.by_aspect.get(aspect.key, ())]
    names = {name for must in [*musts, value.must] for form in ("one_of", "all_of") for name in must.get(form) or ()}
    return {known.vocabulary.term(name) for name in names if not known.vocabulary.is_local(name)}


def _would(form: LineForm, row: Line, value: LineValue, aspect: Aspect, known: Facts) -> LineView | None:
    """What the line would do to every product; None when it says what no rule of this aspect can say."""
    if form.is_bound:
        try:
            rule_of(form.cleaned_data["must"], aspect, known.vocabulary)
        except RuleError as refused:
            form.add_error(None, str(refused))
            return None
        value = with_rule(value, form.cleaned_data["must"], form.cleaned_data["products"])
    return Teller(row.version, known, language()).changed(row, value)


def _now(row: Line, known: Facts) -> LineView:
    return Teller(row.version, known, language()).changed(row, reads.line_value(row))


def _sent(request: HttpRequest, form: LineForm, row: Line) -> bool:
    said = form.cleaned_data

    def change() -> None:
        by = person_of(request).actor
        actions.change_line(by=by, line=row, must=said["must"], products=said["products"], text=form.text)

    return done(request, form, change, _("Changed."))


@requires(Permission.STANDARD_DRAFT)
@require_POST
def take_out_line(request: HttpRequest, id: int, line: int) -> HttpResponse:  # noqa: A002
    """Take a line out of a draft."""
    row = _line_or_404(id, line)
    number = row.version.number
    done(request, None, lambda: actions.take_out(by=person_of(request).actor, line=row), _("Taken out."))
    return redirect("standard_version", id=id, number=number)


@requires(Permission.STANDARD_DRAFT)
@require_POST
def next_version(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Begin the next version as a copy of the latest."""
    standard, form = get_object_or_404(Standard, pk=id), WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("dutch_standard", id=id)

    def renew() -> None:
        actions.next_version(by=person_of(request).actor, standard=standard, why=form.cleaned_data["why"])

    done(request, None, renew, _("A new draft stands. Only who drafts standards can see it."))
    latest = standard.versions.first()
    return redirect("standard_version", id=id, number=latest.number if latest else 1)


def _line_or_404(standard: int, line: int) -> Line:
    """A line of a draft: what the field has seen is never changed."""
    rows = Line.objects.select_related("version__standard")
    return get_object_or_404(rows, pk=line, version__standard=standard, version__state=State.DRAFT.value)
