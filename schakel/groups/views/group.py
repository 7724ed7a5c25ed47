# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Working groups: the list, one group, founding and changing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.contributions.engine.markdown import rendered
from schakel.groups import actions, reads
from schakel.groups.engine.seats import Lack
from schakel.groups.forms import GroupForm, InterestsForm, InviteForm
from schakel.groups.models import Group, Seat
from schakel.groups.views.shared import done, group_or_404, in_language
from schakel.people.door import may, open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission

LACKS: dict[Lack, Promise] = {
    "no_chair": gettext_lazy("The group has no chair."),
    "no_secretary": gettext_lazy("The group has no secretary."),
    "no_patients": gettext_lazy("No patients' organisation has a full seat."),
    "no_hospital": gettext_lazy("No hospital has a full seat."),
    "undeclared": gettext_lazy("Not everyone has declared their interests."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A group in the list."""

    group: Group
    name: str
    mandate: str


@open_to_all
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that the visitor may know of, and the seats that wait for an answer."""
    person = visitor_of(request)
    cards = [Card(one, *in_language(one)) for one in reads.groups_for(person)]
    context = {
        "standing": [card for card in cards if card.group.ended_at is None],
        "ended": [card for card in cards if card.group.ended_at is not None],
        "invitations": [(seat, in_language(seat.group)[0]) for seat in reads.invitations_of(person)] if person else [],
        "may_found": may(request, Permission.GROUP_FOUND),
    }
    return render(request, "groups/groups.html", context)


@open_to_all
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: mandate, seats, meetings, decisions, documents."""
    found = group_or_404(request, slug)
    person = visitor_of(request)
    name, mandate = in_language(found)
    seats = reads.seats_of(found)
    mine = next((seat for seat in seats if person and seat.person_id == person.pk), None)
    meetings = list(found.meetings.all())
    now = timezone.now()
    context = {
        "group": found,
        "name": name,
        "mandate": html(mandate),
        "seats": seats,
        "mine": mine,
        # Names and interests of persons are for those who take part; others see which organisation sits there.
        "names": mine is not None,
        "lacks": [LACKS[lack] for lack in reads.lacks_of(seats)] if mine else [],
        "coming": [one for one in meetings if one.ends >= now],
        "past": [one for one in reversed(meetings) if one.ends < now],
        "decisions": [(one, html(one.text)) for one in found.decisions.select_related("replaced_by", "meeting")],
        "documents": reads.documents_of(found),
        "calendar": request.build_absolute_uri(_calendar(found, mine)),
        "may_write": reads.allows(found, person, "write"),
        "may_decide": reads.allows(found, person, "decide"),
        "may_manage": reads.allows(found, person, "manage"),
        "topic": f"group:{found.slug}" if not found.closed else "",
    }
    return render(request, "groups/group.html", context)


def _calendar(found: Group, seat: Seat | None) -> str:
    if found.closed and seat is not None:
        return reverse("group_calendar_key", args=[reads.calendar_token(seat)])
    return reverse("group_calendar", args=[found.slug])


def html(text: str) -> SafeString:
    """Text of a member as HTML: sanitised, so safe."""
    return mark_safe(rendered(text))  # noqa: S308


@requires(Permission.GROUP_FOUND)
@require_http_methods(["GET", "POST"])
def group_found(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    person = person_of(request)
    form = GroupForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> None:
            actions.found_group(
                by=person,
                slug=data["slug"],
                names=form.words("name"),
                mandates=form.words("mandate"),
                closed=data["closed"],
                organisation=data["organisation"],
            )

        if done(request, form, act, _("Founded. You have the chair.")):
            return redirect("group", slug=data["slug"])
    return render(request, "groups/group_found.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, mandate and openness."""
    found, person = group_or_404(request, slug, "manage"), person_of(request)
    form = GroupForm(request.POST or None, person=person, group=found)
    if request.method == "POST" and form.is_valid():
        names, mandates, closed = form.words("name"), form.words("mandate"), form.cleaned_data["closed"]

        def act() -> None:
            actions.change_group(by=person, group=found, names=names, mandates=mandates, closed=closed)

        if done(request, form, act, _("Changed.")):
            return redirect("group", slug=slug)
    context = {"form": form, "group": found, "name": in_language(found)[0]}
    return render(request, "groups/group_change.html", context, status=422 if form.errors else 200)


@requires(Permission.GROUP_TAKE_PART)
@require_POST
def group_end(request: HttpRequest, slug: str) -> HttpResponse:
    """End the group."""
    found = group_or_404(request, slug, "manage")
    done(request, None, lambda: actions.end_group(by=person_of(request), group=found), _("The group has ended."))
    return redirect("group", slug=slug)


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits in the group, with names and interests; offer a seat, change or end one, declare one's own interests."""
    found, person = group_or_404(request, slug), person_of(request)
    seats = reads.seats_of(found)
    mine = next((seat for seat in seats if seat.person_id == person.pk), None)
    if mine is None:
        return redirect("group", slug=slug)
    manages = reads.allows(found, person, "manage")
    form = InviteForm(request.POST if "email" in request.POST else None)
    if request.method == "POST" and manages and form.is_valid():
        data = form.cleaned_data
        actions.invite(by=person, group=found, **data)
        # The same words whether or not someone has this address: the form is no way to find out.
        messages.success(request, _("If someone with an account has this address, the seat was offered to them."))
        return redirect("group_seats", slug=slug)
    context = {
        "group": found,
        "name": in_language(found)[0],
        "seats": seats,
        "mine": mine,
        "form": form,
        "interests": InterestsForm(initial={"interests": mine.interests}),
        "lacks": [LACKS[lack] for lack in reads.lacks_of(seats)],
        "roles": Seat.Role.choices,
        "may_manage": manages,
    }
    return render(request, "groups/group_seats.html", context, status=422 if form.errors else 200)


@requires(Permission.GROUP_TAKE_PART)
@require_POST
def group_seat(request: HttpRequest, slug: str, id: int) -> HttpResponse:  # noqa: A002
    """Give a seat another role, or end it."""
    found, person = group_or_404(request, slug), person_of(request)
    seat = reads.held().filter(group=found, pk=id).first()
    if seat is None or not (seat.person_id == person.pk or reads.allows(found, person, "manage")):
        raise Http404(_("There is no such seat."))
    role = request.POST.get("role", "")
    if role in Seat.Role.values:
        done(request, None, lambda: actions.change_seat(by=person, seat=seat, role=role), _("The role was changed."))
    else:
        done(request, None, lambda: actions.end_seat(by=person, seat=seat), _("The seat has ended."))
    return redirect("group" if seat.person_id == person.pk else "group_seats", slug=slug)


@requires(Permission.GROUP_TAKE_PART)
@require_POST
def group_interests(request: HttpRequest, slug: str) -> HttpResponse:
    """Declare one's own interests."""
    found, form = group_or_404(request, slug), InterestsForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["interests"]
        done(
            request,
            None,
            lambda: actions.declare_interests(by=person_of(request), group=found, text=text),
            _("Your interests were noted."),
        )
    return redirect("group_seats", slug=slug)


@requires(Permission.GROUP_TAKE_PART)
@require_POST
def group_answer(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """Take or decline a seat that was offered."""
    person = person_of(request)
    seat = Seat.objects.filter(pk=id, person=person).select_related("group").first()
    if seat is None:
        raise Http404(_("There is no such seat."))
    accept = request.POST.get("answer") == "accept"
    told = _("You have a seat. Declare your interests next.") if accept else _("Declined.")
    done(request, None, lambda: actions.answer_invitation(by=person, seat=seat, accept=accept), told)
    return redirect("group_seats", slug=seat.group.slug) if accept else redirect("groups")
