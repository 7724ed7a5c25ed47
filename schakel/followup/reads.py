# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages ask about advice and promises. Never writes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.catalogue.reads import authorisations, dutch_statuses
from schakel.followup.engine.figures import Authorised, Counted
from schakel.followup.engine.figures import Bottleneck as BottleneckValue
from schakel.followup.engine.figures import Figure as FigureValue
from schakel.followup.engine.figures_file import read_figures
from schakel.followup.engine.progress import Entry, Standing, State, standing
from schakel.followup.models import Change, Figure, FigureSource, Item, Patients
from schakel.network.models import Bottleneck, OrganisationEntry
from schakel.network.reads import bottlenecks, citations
from schakel.pathway.engine.vocabulary import Step
from schakel.pathway.reads import NoFactsError, facts
from schakel.people.models import Person
from schakel.people.permissions import Permission
from schakel.people.reads import permissions_of
from schakel.people.roles import REPRESENTATIVE
from schakel.solutions.reads import solving
from schakel.values import plain
from schakel.values.located import Located


@dataclass(frozen=True, slots=True)
class Answering:
    """What answers a bottleneck: keys of advice (not its parts) and actions, and ids of published solutions."""

    recommendations: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    solutions: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        return len(self.recommendations) + len(self.actions) + len(self.solutions)


def items() -> QuerySet[Item]:
    """Advice and promises that stand in the files now, in their order, with what a list shows of them."""
    return Item.objects.filter(removed_at=None).select_related("document").prefetch_related("actors")


def item(key: str) -> Item | None:
    """The recommendation or action of this key; also one that left the files, since its history stays."""
    return Item.objects.filter(pk=key).select_related("document", "part_of").first()


def history(of: Item) -> list[Change]:
    """Every line, newest first."""
    rows = of.changes.select_related("document", "attachment")
    return list(rows.order_by("-number"))


def entries(rows: Iterable[Change]) -> tuple[Entry, ...]:
    """The lines as the engine knows them, oldest first; a line is of the day here, not of that in UTC."""
    ordered = sorted(rows, key=lambda row: row.number)
    return tuple(Entry(State(row.state), timezone.localtime(row.at), row.happened_on) for row in ordered)


def histories(keys: Iterable[str]) -> Mapping[str, tuple[Entry, ...]]:
    """The history of several items by key, in one query."""
    found: dict[str, list[Change]] = defaultdict(list)
    for row in Change.objects.filter(item_id__in=list(keys)).order_by("number"):
        found[row.item_id].append(row)
    return {key: entries(rows) for key, rows in found.items()}


def standing_of(of: Item, today: date) -> Standing:
    """State and term of an item today."""
    return standing(State(of.state), of.due_by, today, recurring=of.recurring, closed_on=of.happened_on)


def answering() -> Mapping[str, Answering]:
    """What answers each bottleneck, by its id; every bottleneck is there."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {Item.RECOMMENDATION: [], Item.ACTION: []})
    links = Item.answers.through.objects.filter(item__removed_at=None, item__part_of=None)
    ordered = links.order_by("item__place").values_list("bottleneck_id", "item__kind", "item_id")
    for bottleneck, kind, key in ordered:
        found[bottleneck][kind].append(key)
    solved = solving()
    return {
        key: Answering(
            tuple(found[key][Item.RECOMMENDATION]), tuple(found[key][Item.ACTION]), tuple(solved.get(key, ()))
        )
        for key in bottlenecks().values_list("pk", flat=True)
    }


def unanswered() -> list[Bottleneck]:
    """The bottlenecks that no recommendation, promised action or published solution answers."""
    answered = {key for key, found in answering().items() if found.count}
    return [row for row in bottlenecks() if row.id not in answered]


def actor_slugs() -> list[str]:
    """Everyone who is asked or promised to act, the busiest first."""
    rows = items().filter(part_of=None).values_list("actors__actor", flat=True)
    counts: dict[str, int] = defaultdict(int)
    for slug in filter(None, rows):
        counts[slug] += 1
    return sorted(counts, key=lambda slug: (-counts[slug], slug))


def may_set_state(person: Person | None, of: Item) -> bool:
    """Whether the person keeps the network, or speaks for an organisation that should act.

    A group (`umcs`) has no representative: one hospital does not speak for all.
    """
    if person is None:
        return False
    held = permissions_of(person)
    if Permission.NETWORK_EDIT in held:
        return True
    if Permission.ORGANISATION_SPEAK not in held:
        return False
    now = timezone.now()
    member = Q(account__memberships__until=None) | Q(account__memberships__until__gt=now)
    mine = OrganisationEntry.objects.filter(
        member,
        slug__in=[row.actor for row in of.actors.all()],
        removed_at=None,
        account__memberships__person=person,
        account__memberships__role=REPRESENTATIVE.id,
        account__memberships__since__lte=now,
    )
    return mine.exists()


def figures() -> list[FigureValue]:
    """The questions about numbers, in the order of their file."""
    data = {"figures": [plain.loads(row.data) for row in Figure.objects.all()]}
    register = {row.ref: row.document.value for row in FigureSource.objects.select_related("document")}
    # What was checked when it was loaded is read as the file was; lines matter no more.
    return list(read_figures(Located("figures", data, {}), register)) if data["figures"] else []


def counted() -> Counted:
    """Everything that the numbers are computed from."""
    cited = citations("bottleneck")
    answered = {key for key, found in answering().items() if found.count}
    return Counted(
        bottlenecks=tuple(
            BottleneckValue(one.document.key, one.section, key in answered)
            for key, parts in cited.items()
            for one in parts.get("", [])[:1]
        ),
        themes=items().filter(kind=Item.ACTION).exclude(section="").values("theme_nl").distinct().count(),
        authorised=tuple(
            Authorised(one.brand, one.authorised_on or _year_end(one), one.opinion_on, one.withdrawn_on is None)
            for one in authorisations()
        ),
        statuses=tuple((one.told.brand or one.told.inn, one.told.status) for one in dutch_statuses()),
        patients=dict(Patients.objects.values_list("year", "number")),
    )


def _year_end(one: AuthorisationModel) -> date | None:
    return date(one.authorised_year, 12, 31) if one.authorised_year else None


def steps() -> tuple[Step, ...]:
    """The steps of the pathway; none before its facts are loaded."""
    try:
        return facts().vocabulary.steps
    except NoFactsError:
        return ()
