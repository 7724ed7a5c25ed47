# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is coming: the list with its two pictures, and one entry with everything that was ever said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from re import search

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.catalogue import horizon_reads as reads
from schakel.catalogue.engine.horizon import MOMENTS, SUBJECTS, Entry, EstimateModel, Of
from schakel.catalogue.engine.horizon_rules import Measure, usable
from schakel.catalogue.engine.horizon_table import COLUMNS
from schakel.catalogue.horizon_chart import MOST, Range, moments_chart, patients_chart
from schakel.catalogue.horizon_words import Told, figure, told
from schakel.catalogue.models import HorizonEntry, Product
from schakel.catalogue.views.horizon_exchange import template_response
from schakel.people.door import may, open_to_all
from schakel.people.permissions import Permission
from schakel.people.reads import names_of
from schakel.ui.files import csv_response, xlsx_response
from schakel.values.labels import Label


@dataclass(frozen=True, slots=True)
class Words:
    """What words are needed for one page, read once."""

    kinds: Mapping[str, Label]
    stages: Mapping[str, Label]
    by: Measure
    lang: str

    def kind(self, name: str) -> str:
        return self.kinds[name].in_(self.lang) if name in self.kinds else name

    def stage(self, name: str) -> str:
        return self.stages[name].in_(self.lang) if name in self.stages else name

    def told(self, entry: Entry, subject: Of) -> list[Told]:
        """Everything told about one thing, newest first."""
        known = {one.id: one for one in self.by.known}
        return [told(entry, one, self.by, known, self.lang) for one in reversed(entry.of(subject))]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list."""

    id: str
    name: str
    indication: str
    line: str
    kind: str
    stage: str
    moments: list[Told]
    patients: list[Told]
    prevalence: list[Told]
    care: list[Told]
    moved: int


@dataclass(frozen=True, slots=True)
class Version:
    """One estimate in the history of an entry."""

    told: Told
    at: datetime
    by: str
    gone_at: datetime | None


@open_to_all
@require_safe
def horizon(request: HttpRequest) -> HttpResponse:
    """The entries that the filters leave; `?format=csv|xlsx` fills the template of the import, `template` is empty."""
    if request.GET.get("format") in ("csv", "xlsx"):
        return exported(request.GET["format"])
    if request.GET.get("format") == "template":
        return template_response()
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "kind", "stage", "struck", "sort")}
    asked["sort"] = asked["sort"] if asked["sort"] in reads.SORTS else "moment"
    rows = reads.filtered(
        timezone.localdate(), text=asked["q"], kind=asked["kind"], stage=asked["stage"], struck=bool(asked["struck"])
    )
    page = Paginator(rows.order_by(*reads.SORTS[asked["sort"]]), MOST).get_page(request.GET.get("page"))
    entries, words = reads.entries(page.object_list), words_now()
    context = {
        "page": page,
        "asked": asked,
        "filtered": any(asked[name] for name in ("q", "kind", "stage", "struck")),
        "counts": counts(),
        "kinds": [(name, words.kind(name)) for name in words.kinds],
        "stages": [(name, words.stage(name)) for name in words.stages],
        "rows": [row(entry, words) for entry in entries],
        "patients_chart": patients_chart(patient_ranges(entries, words)),
        "moments_chart": moments_chart(moment_ranges(entries, words), words.by.now),
        "notes": [(note.in_(words.lang), cited) for note, cited in reads.notes()],
        "may_edit": may(request, Permission.REGISTER_EDIT),
    }
    return render(request, "catalogue/horizon.html", context)


@open_to_all
@require_safe
def horizon_entry(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """One entry: what is told of it now, and how its estimates moved."""
    found = HorizonEntry.objects.filter(pk=id).first()
    if found is None:
        raise Http404(id)
    (entry,), words = reads.entries([found]), words_now()
    context = {
        "entry": entry,
        "removed_at": found.removed_at,
        "topic": f"horizon:{id}",
        "name": entry.name.in_(words.lang),
        "indication": _in(entry.told.indication, words.lang),
        "line": _in(entry.told.line, words.lang),
        "note": _in(entry.told.note, words.lang),
        "kind": words.kind(entry.told.kind),
        "stage": words.stage(entry.told.stage),
        "product": Product.objects.filter(pk=entry.told.product, removed_at=None).first(),
        "now": [(first[0].label, first) for subject in SUBJECTS if (first := words.told(entry, subject)[:1])],
        "usable": _usable(entry, words),
        "versions": versions(found, entry, words),
        "cited": entry.citations,
    }
    return render(request, "catalogue/horizon_entry.html", context)


def words_now() -> Words:
    """The words of the pages, and what estimates are held against today."""
    by = reads.measure_now(timezone.localdate())
    return Words(reads.words("kinds"), reads.words("stages"), by, get_language() or "nl")


def counts() -> dict[str, int]:
    """What the title and the lead say of the whole horizon."""
    coming = ~Q(kind="in_use") & ~Q(stage="not_found_again")
    return reads.present().aggregate(
        coming=Count("pk", filter=coming),
        numbered=Count("pk", filter=coming & Q(patients__isnull=False)),
        dated=Count("pk", filter=coming & Q(begins__isnull=False)),
        struck=Count("pk", filter=Q(struck__gt=0)),
    )


def row(entry: Entry, words: Words) -> Row:
    """One line of the list: of each thing what was said last, of patients everything."""
    patients, moments = words.told(entry, "patients"), [words.told(entry, subject) for subject in MOMENTS]
    return Row(
        id=entry.told.id,
        name=entry.name.in_(words.lang),
        indication=_in(entry.told.indication, words.lang),
        line=_in(entry.told.line, words.lang),
        kind=words.kind(entry.told.kind),
        stage=words.stage(entry.told.stage),
        moments=[found[0] for found in moments if found],
        patients=patients[:1],
        prevalence=words.told(entry, "prevalence")[:1],
        care=[*words.told(entry, "care")[:1], *words.told(entry, "capacity")[:1]],
        moved=sum(len(found) > 1 for found in (patients, *moments)),
    )


def _in(label: object, lang: str) -> str:
    return str(getattr(label, "nl" if lang.startswith("nl") else "en")) if label else ""


def short_name(entry: Entry, lang: str) -> str:
    """The brand where the name holds one in brackets; with what it is for."""
    name = entry.name.in_(lang)
    brand = search(r"\(([A-Z][\w-]+)\)$", name)
    return f"{brand[1] if brand else name[:32]} · {_in(entry.told.indication, lang)[:26]}"


def patient_ranges(entries: Sequence[Entry], words: Words) -> list[Range]:
    """The newest yearly number of each entry that has one, largest first."""
    found = []
    for entry in entries:
        if latest := entry.latest("patients"):
            seen = words.told(entry, "patients")[0]
            low, high = latest.told.low, latest.told.high
            bounds = (float(low) if low is not None else None, float(high) if high is not None else None)
            found.append(Range(short_name(entry, words.lang), figure(latest.told, words.lang), *bounds, seen.struck))
    return sorted(found, key=lambda one: -(one.high or one.low or 0))


def moment_ranges(entries: Sequence[Entry], words: Words) -> list[Range]:
    """When each entry is expected, of those for which a moment was told, soonest first."""
    found = []
    for entry in entries:
        for latest in (entry.latest("nl"), entry.latest("eu")):
            if latest and latest.told.begins is not None:
                name, said = short_name(entry, words.lang), _moment(latest.told, words.lang)
                found.append(Range(name, said, latest.told.begins, latest.told.ends))
                break
    return sorted(found, key=lambda one: one.low or 0)


def _moment(one: EstimateModel, lang: str) -> str:
    return f"{_('EU')}: {figure(one, lang)}" if one.of == "eu" else figure(one, lang)


def _usable(entry: Entry, words: Words) -> str:
    """The yearly number that a forecast may use; "" for none."""
    found = usable(entry, words.by)
    return figure(found.told, words.lang) if found else ""


def versions(found: HorizonEntry, entry: Entry, words: Words) -> list[Version]:
    """Every estimate there ever was, newest first; who kept it by name."""
    kept = reads.recorded(found)
    names, known = names_of([one.by for one in kept]), {one.id: one for one in words.by.known}
    return [
        Version(told(entry, one.estimate, words.by, known, words.lang), one.at, names[one.by], one.gone_at)
        for one in kept
    ]


def exported(kind: str) -> HttpResponse:
    """Every entry in the template of the import; the workbook tells the sources apart too."""
    rows = [row for found in reads.table_rows().values() for row in found]
    table = [COLUMNS, *([row[column] for column in COLUMNS] for row in rows)]
    if kind == "csv":
        return csv_response("schakel-horizon.csv", table)
    by = words_now()
    struck = [[_("Entry"), _("Subject"), _("Figure"), _("Said on"), _("Found by the rule")], *_struck(by)]
    return xlsx_response("schakel-horizon.xlsx", [("horizon", table), (_("struck or doubted"), struck)])


def _struck(words: Words) -> list[list[object]]:
    every = reads.entries(reads.present())
    seen = ((entry, one) for entry in every for subject in SUBJECTS for one in words.told(entry, subject))
    return [[entry.told.id, one.label, one.figure, one.said, flag.why] for entry, one in seen for flag in one.flags]
