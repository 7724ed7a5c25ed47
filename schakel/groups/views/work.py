# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a group does: meetings and their calendar, decisions, documents."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.contributions.reads import attachment_response
from schakel.groups import actions, reads
from schakel.groups.forms import DecisionForm, DocumentForm, MeetingForm
from schakel.groups.models import Group, GroupDocument, Meeting
from schakel.groups.views.group import html
from schakel.groups.views.shared import done, group_or_404, in_language
from schakel.people.door import open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission


def _meeting_or_404(group: Group, id: int) -> Meeting:  # noqa: A002
    meeting = group.meetings.filter(pk=id).first()
    if meeting is None:
        raise Http404(_("There is no such meeting."))
    return meeting


@open_to_all
@require_safe
def group_meeting(request: HttpRequest, slug: str, id: int) -> HttpResponse:  # noqa: A002
    """One meeting with its agenda, minutes and decisions."""
    found = group_or_404(request, slug)
    meeting = _meeting_or_404(found, id)
    context = {
        "group": found,
        "name": in_language(found)[0],
        "meeting": meeting,
        "agenda": html(meeting.agenda),
        "minutes": html(meeting.minutes),
        "decisions": [(one, html(one.text)) for one in meeting.decisions.all()],
        "versions": meeting.versions.all(),
        "may_write": reads.allows(found, visitor_of(request), "write"),
    }
    return render(request, "groups/group_meeting.html", context)


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_meeting_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting."""
    found, form = group_or_404(request, slug, "write"), MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        act = lambda: actions.plan_meeting(by=person_of(request), group=found, fields=fields)  # noqa: E731
        if done(request, form, act, _("Planned; members and followers are told.")):
            return redirect("group", slug=slug)
    context = {"form": form, "group": found, "name": in_language(found)[0]}
    return render(request, "groups/group_meeting_plan.html", context, status=422 if form.errors else 200)


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_meeting_change(request: HttpRequest, slug: str, id: int) -> HttpResponse:  # noqa: A002
    """Change a meeting or write its minutes. Two people at once: the second is told, and keeps what was typed."""
    found = group_or_404(request, slug, "write")
    meeting = _meeting_or_404(found, id)
    form = MeetingForm(request.POST or None, meeting=meeting)
    shown = request.POST.get("base", str(meeting.sequence))
    if request.method == "POST" and form.is_valid():
        fields, base = form.cleaned_data, int(shown) if shown.isdecimal() else -1
        act = lambda: actions.change_meeting(by=person_of(request), meeting=meeting, base=base, fields=fields)  # noqa: E731
        if done(request, form, act, _("Changed.")):
            return redirect("group_meeting", slug=slug, id=id)
    context = {"form": form, "group": found, "name": in_language(found)[0], "meeting": meeting, "base": shown}
    return render(request, "groups/group_meeting_change.html", context, status=422 if form.errors else 200)


@open_to_all
@require_safe
def group_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings as iCalendar; of a closed group to its members."""
    found = group_or_404(request, slug)
    return _calendar(request, found)


@open_to_all
@require_safe
def group_calendar_key(request: HttpRequest, token: str) -> HttpResponse:
    """The same for calendar programs, which cannot sign in: a key per seat, dead when the seat ends."""
    found = reads.group_of_token(token)
    if found is None:
        raise Http404(_("There is no such calendar, or the seat it belongs to has ended."))
    return _calendar(request, found)


def _calendar(request: HttpRequest, found: Group) -> HttpResponse:
    from schakel.groups.calendar import calendar_bytes

    name = in_language(found)[0]
    address = request.build_absolute_uri(f"/groups/{found.slug}/")
    content = calendar_bytes(name, found.slug, address, _meetings(found))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.ics"'
    response["Cache-Control"] = "private, max-age=600"
    return response


def _meetings(found: Group) -> Iterable[Meeting]:
    return found.meetings.all()


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a decision."""
    found = group_or_404(request, slug, "decide")
    form = DecisionForm(request.POST or None, group=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = lambda: actions.note_decision(by=person_of(request), group=found, **data)  # noqa: E731
        if done(request, form, act, _("Noted; members and followers are told.")):
            return redirect("group", slug=slug)
    context = {"form": form, "group": found, "name": in_language(found)[0]}
    return render(request, "groups/group_decide.html", context, status=422 if form.errors else 200)


@requires(Permission.GROUP_TAKE_PART)
@require_http_methods(["GET", "POST"])
def group_put(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a document; with `document` in the address its next version."""
    found = group_or_404(request, slug, "write")
    wanted = request.GET.get("document", "")
    document = _document_or_404(found, wanted) if wanted else None
    form = DocumentForm(request.POST or None, request.FILES or None, version=document is not None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> None:
            actions.put_document(
                by=person_of(request),
                group=found,
                title=data.get("title", ""),
                name=data["name"],
                content=data["content"],
                note=data["note"],
                document=document,
            )

        if done(request, form, act, _("The file was added.")):
            return redirect("group", slug=slug)
    context = {"form": form, "group": found, "name": in_language(found)[0], "document": document}
    return render(request, "groups/group_put.html", context, status=422 if form.errors else 200)


def _document_or_404(group: Group, id: str) -> GroupDocument:  # noqa: A002
    found = reads.documents_of(group).filter(pk=int(id)).first() if id.isdecimal() and len(id) < 15 else None
    if found is None:
        raise Http404(_("There is no such document."))
    return found


@requires(Permission.GROUP_TAKE_PART)
@require_POST
def group_withdraw(request: HttpRequest, slug: str, id: int) -> HttpResponse:  # noqa: A002
    """Take a document off the list."""
    found = group_or_404(request, slug, "write")
    document = _document_or_404(found, str(id))
    act = lambda: actions.withdraw_document(by=person_of(request), document=document)  # noqa: E731
    done(request, None, act, _("The document was withdrawn; its versions stay for the record."))
    return redirect("group", slug=slug)


@open_to_all
@require_safe
def group_file(request: HttpRequest, slug: str, id: int, number: int) -> HttpResponse:  # noqa: A002
    """One version of a document, as a download."""
    version = reads.version_of(group_or_404(request, slug), id, number)
    if version is None:
        raise Http404(_("There is no such document."))
    return attachment_response(version.attachment)
