# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Questions to firms: asking one, the list, and one question with the answers of all firms side by side."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from schakel.contributions.models import Attachment
from schakel.contributions.reads import attachment_response
from schakel.pathway.reads import facts
from schakel.people.door import may, open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission
from schakel.standards import reads
from schakel.standards.actions import questions as actions
from schakel.standards.engine.difference import DIFFERENT, Difference, aspect_of, moved
from schakel.standards.exports.questions import questions_json, questions_table
from schakel.standards.forms.question import AnswerForm, AskForm, NotedAnswerForm
from schakel.standards.models import Answer, Asked, Question
from schakel.standards.views.shared import brands_of, done, language, who
from schakel.ui.files import csv_response

STATES = ("open", "overdue", "answered")


@dataclass(frozen=True, slots=True)
class Column:
    """One product: what it asks, what its firm answered, and what this visitor may do. `asked` is the row's number."""

    asked: int
    slug: str
    brand: str
    holder: str
    says: tuple[dict[str, Any], ...]
    answer: Answer | None
    by: str
    earlier: tuple[tuple[Answer, str], ...]
    overdue: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the list. `state` is one of STATES."""

    id: int
    title: str
    step: str
    verdict: str
    brands: tuple[str, ...]
    answered: int
    of: int
    due: date
    asked_at: datetime
    state: str


@requires(Permission.STANDARD_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_firm(request: HttpRequest) -> HttpResponse:
    """Ask the firms of these products whether they need what sets them apart here."""
    known = facts()
    step, aspect = request.GET.get("step", ""), request.GET.get("aspect", "")
    if aspect_of(known.vocabulary, step, aspect) is None:
        raise Http404(f"{step}.{aspect}")
    slugs = [slug for slug in request.GET.getlist("product") if slug in known.by_slug]
    slugs = slugs or [p.slug for p in known.profiles if (step, aspect) in p.by_aspect]
    found = reads.difference_now(known, slugs, step, aspect)
    if found is None:
        raise Http404(f"{step}.{aspect}")
    form = AskForm(request.POST or None, products=brands_of(found.products), initial={"products": found.products})
    if form.is_valid() and (question := _asked(request, form, step, aspect)):
        return redirect("question", id=question.pk)
    context = {
        "form": form,
        "found": _worded(found),
        "differs": found.verdict in DIFFERENT,
        "earlier": _entries(reads.asked_about([(step, aspect)])),
    }
    return render(request, "standards/ask_firm.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: AskForm, step: str, aspect: str) -> Question | None:
    made: list[Question] = []
    said = {name: form.cleaned_data[name] for name in ("products", "why", "due", "situation")}

    def ask() -> None:
        made.append(actions.ask(by=person_of(request).actor, step=step, aspect=aspect, **said))

    done(request, form, ask, _("Asked. The firms that have an account here and who follows these products are told."))
    return made[0] if made else None


@open_to_all
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question to firms, the newest first; `state` and `product` choose, `format` takes them along."""
    rows = reads.questions()
    if product := request.GET.get("product", ""):
        rows = rows.filter(asked__product=product)
    match request.GET.get("format"):
        case "csv":
            return csv_response("schakel-questions.csv", questions_table(rows, language()))
        case "json":
            return JsonResponse({"questions": questions_json(rows)}, json_dumps_params={"ensure_ascii": False})
    states = reads.by_state(rows, timezone.localdate())
    counts = {name: found.count() for name, found in states.items()}
    state = request.GET.get("state", "")
    page = Paginator(states.get(state, rows), settings.SCHAKEL_PAGE_SIZE).get_page(request.GET.get("page"))
    words = {"open": _("waiting"), "overdue": _("overdue"), "answered": _("answered by all")}
    context = {
        "page": page,
        "entries": _entries(page.object_list),
        "total": sum(counts.values()),
        "waiting": counts["open"] + counts["overdue"],
        "filters": [(name, words[name], counts[name], name == state) for name in STATES],
        "state": state if state in STATES else "",
        "product": product,
    }
    return render(request, "standards/questions.html", context)


@open_to_all
@require_safe
def question(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """One question: the difference as it was, and per product what its firm answered."""
    found = question_or_404(id)
    then, known = reads.difference_then(found), facts()
    now = reads.difference_now(known, then.products, found.step, found.aspect)
    person = visitor_of(request)
    mine = reads.products_of(reads.spoken_for(person))
    noting = may(request, Permission.STANDARD_DRAFT)
    columns = [_column(request, asked, then, found, asked.product_id in mine) for asked in found.asked.all()]
    waiting = [column.brand for column in columns if column.answer is None]
    context = {
        "found": found,
        "then": _worded(then),
        "now": _worded(now) if now and moved(then, now) else None,
        "moved": moved(then, now),
        "columns": columns,
        "waiting": waiting,
        "noting": noting,
        "can_act": noting or any(column.may_answer for column in columns),
        "asked_by": who(request, found.asked_by),
        "late": found.due < timezone.localdate(),
        "compare": compare_address(then.products, found.step, found.aspect),
        "topic": f"question:{found.pk}",
    }
    return render(request, "standards/question.html", context)


@requires(Permission.ORGANISATION_SPEAK)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, id: int, asked: int) -> HttpResponse:  # noqa: A002
    """Answer in the name of one's own firm; what is another firm's is not found."""
    row = _asked_or_404(id, asked)
    if row.product_id not in reads.products_of(reads.spoken_for(person_of(request))):
        raise Http404(str(asked))
    form = AnswerForm(request.POST or None, request.FILES or None)

    def answer() -> None:
        actions.answer(by=person_of(request), asked=row, said=form.said)

    if form.is_valid() and done(request, form, answer, _("Answered. An earlier answer stays to be read.")):
        return redirect("question", id=id)
    return render(request, "standards/answer_question.html", _answering(row, form), status=422 if form.errors else 200)


@requires(Permission.STANDARD_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def note_answer(request: HttpRequest, id: int, asked: int) -> HttpResponse:  # noqa: A002
    """Note what a firm answered in a letter."""
    row = _asked_or_404(id, asked)
    form = NotedAnswerForm(request.POST or None, request.FILES or None)

    def note() -> None:
        actions.note_answer(by=person_of(request), asked=row, said=form.said, proof=form.cleaned_data["proof"])

    if form.is_valid() and done(request, form, note, _("Noted, with the letter it comes from.")):
        return redirect("question", id=id)
    context = _answering(row, form) | {"noted": True}
    return render(request, "standards/note_answer.html", context, status=422 if form.errors else 200)


@open_to_all
@require_safe
def question_file(_request: HttpRequest, id: int, file: int) -> HttpResponse:  # noqa: A002
    """The evidence that came with an answer, as a download."""
    found = Answer.objects.filter(asked__question=id, attachment=file, attachment__withdrawn_at=None).first()
    if found is None or found.attachment is None:
        raise Http404(str(file))
    return attachment_response(Attachment.objects.select_related("stored").get(pk=found.attachment.pk))


def question_or_404(id: int) -> Question:  # noqa: A002
    return get_object_or_404(reads.questions(), pk=id)


def compare_address(slugs: tuple[str, ...], step: str, aspect: str) -> str:
    """The comparison with this row open."""
    name = f"{step}.{aspect}"
    products = "&".join(f"product={slug}" for slug in slugs)
    return f"{reverse('compare')}?{products}&step={step}&open={name}#{name}"


def _asked_or_404(question: int, asked: int) -> Asked:
    return get_object_or_404(Asked.objects.select_related("question", "product"), pk=asked, question=question)


def _answering(row: Asked, form: AnswerForm) -> dict[str, Any]:
    then = reads.difference_then(row.question)
    says = [said for said in _worded(then)["positions"] if said["product"] == row.product_id]
    return {"row": row, "form": form, "found": row.question, "then": _worded(then), "says": says}


def _column(request: HttpRequest, asked: Asked, then: Difference, found: Question, mine: bool) -> Column:
    answers = list(asked.answers.all())
    now = reads.current(asked)
    return Column(
        asked=asked.pk,
        slug=asked.product_id,
        brand=asked.product.brand,
        holder=asked.product.mah,
        says=tuple(said for said in _worded(then)["positions"] if said["product"] == asked.product_id),
        answer=now,
        by=_by(request, now) if now else "",
        earlier=tuple((old, _by(request, old)) for old in answers if old.replaced_at is not None),
        overdue=now is None and found.due < timezone.localdate(),
        may_answer=mine,
    )


def _by(request: HttpRequest, answer: Answer) -> str:
    """In whose name, or from which letter."""
    if answer.organisation is not None:
        return answer.organisation.name
    return _("noted by %(who)s from: %(proof)s") % {"who": who(request, answer.recorded_by), "proof": answer.proof}


def _worded(found: Difference) -> dict[str, Any]:
    """The difference in the language of the page."""
    lang = language()
    return {
        "step": found.step_words.in_(lang),
        "aspect": found.aspect_words.in_(lang),
        "verdict": found.verdict,
        "rules": [rule.in_(lang) for rule in found.rules],
        "positions": [
            {
                "product": said.product,
                "brand": said.brand,
                "requirement": said.requirement,
                "says": said.words.in_(lang),
                "scope": said.scope.in_(lang),
                "section": said.section,
                "document": said.document,
                "doubtful": said.doubtful,
            }
            for said in found.positions
        ],
    }


def _entries(rows: Any) -> list[Entry]:
    lang, today = language(), timezone.localdate()
    return [_entry(row, lang, today) for row in rows]


def _entry(row: Question, lang: str, today: date) -> Entry:
    then, asked = reads.difference_then(row), list(row.asked.all())
    answered = sum(reads.current(one) is not None for one in asked)
    complete = answered == len(asked)
    return Entry(
        id=row.pk,
        title=then.aspect_words.in_(lang),
        step=then.step_words.in_(lang),
        verdict=then.verdict,
        brands=tuple(one.product.brand for one in asked),
        answered=answered,
        of=len(asked),
        due=row.due,
        asked_at=row.asked_at,
        state="answered" if complete else "overdue" if row.due < today else "open",
    )
