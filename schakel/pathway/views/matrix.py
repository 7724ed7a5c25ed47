# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The comparison as a page shows it: each row told once, each cell as short as the signs allow.

The cells are made here and not in the template: a matrix of all products has ten thousand of them, and a template
loop costs ten times as much (docs/decisions/0007).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from schakel.catalogue.reads import terms
from schakel.pathway.engine.beyond import beyond_words
from schakel.pathway.engine.compare import Row, Verdict
from schakel.pathway.engine.constraints import equal
from schakel.pathway.engine.requirement import AdoptedLine, Requirement
from schakel.pathway.engine.standard import Beyond, Variant, variants
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.engine.words import constraint_words, listed, requirement_words, scope_words
from schakel.pathway.views.question import Question
from schakel.ui.templatetags.ui import source_tag

AND = ("en", "and")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: `id` is step.aspect, `rule` safe text, `cells` the products' cells as table cells.

    `adopted` is what Dutch standards in force rule here, empty where none does.
    """

    id: str
    label: str
    help: str
    verdict: str
    rule: SafeString
    adopted: SafeString
    cells: SafeString
    nature: str
    row: Row


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: the methods of a step, or a nature that does not count."""

    id: str
    heading: str
    aside: str
    rows: tuple[RowView, ...]


class Teller:
    """Tells rows in one language; keeps what every cell needs."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.vocabulary: Vocabulary = asked.vocabulary
        self.lang = asked.lang
        self.indications = {
            name: term.label.in_(self.lang) for name, term in terms().sections.get("indications", {}).items()
        }
        self.silent = format_html('<td class="p"><span class="silent">{}</span></td>', _("silent"))
        self.unread = format_html('<td class="p unread"><span>{}</span></td>', _("not read"))
        self.off = format_html('<td class="p"><span class="silent">{}</span></td>', _("not applicable"))
        self.same = format_html(
            '<span class="same"></span><span class="visually-hidden">{}</span>', _("same as the rule:")
        )

    def row(self, row: Row) -> RowView:
        counts = row.aspect.nature == "procedure"
        found = variants(row, self.vocabulary.order) if counts and row.verdict is Verdict.CONFLICTING else ()
        return RowView(
            id=f"{row.aspect.step}.{row.aspect.name}",
            label=row.aspect.label.in_(self.lang),
            help=row.aspect.help.in_(self.lang) if row.aspect.help else "",
            verdict=row.verdict.value,
            rule=self.rule(row, found),
            adopted=self.adopted(row),
            cells=mark_safe("".join(self._cells(row, letters_of(found)))),  # noqa: S308 - made of escaped parts
            nature=row.aspect.nature,
            row=row,
        )

    def rule(self, row: Row, found: Sequence[Variant]) -> SafeString:
        """The rule, the variants with their letters, or what each setting asks."""
        if row.rule is not None:
            return conditional_escape(constraint_words(row.rule, row.aspect, self.vocabulary, self.lang))
        if found:
            told = (
                (LETTERS[i], constraint_words(v.rule, row.aspect, self.vocabulary, self.lang))
                for i, v in enumerate(found)
            )
            return format_html_join(" · ", "<b>{}</b> {}", told)
        if row.verdict is Verdict.COMPATIBLE:
            return conditional_escape(_("one rule per indication or way"))
        return conditional_escape(_("the words differ"))

    def adopted(self, row: Row) -> SafeString:
        """The rules of Dutch standards in force for any of the chosen products, each a link to its standard."""
        told = [
            (standard.url, standard.title.in_(self.lang), _("Dutch standard"), self._ruled(line, row))
            for standard, line in self.asked.facts.adopted(row.aspect.key, self.asked.slugs)
        ]
        return format_html_join("", '<a class="national" href="{}" title="{}">{}: <b>{}</b></a>', told)

    def _ruled(self, line: AdoptedLine, row: Row) -> str:
        """The rule, with its products where it does not hold for all that are chosen."""
        words = constraint_words(line.requirement.constraint, row.aspect, self.vocabulary, self.lang)
        scope = self.scope(line.requirement)
        held = [slug for slug in self.asked.slugs if slug in line.products]
        parts = [scope, "" if len(held) == len(self.asked.slugs) else self.brands(held)]
        told = "; ".join(filter(None, parts))
        return f"{words} ({told})" if told else words

    def _cells(self, row: Row, letters: Mapping[str, str]) -> Iterable[SafeString]:
        silent, off = set(row.silent), set(row.not_applicable)
        for slug in self.asked.slugs:
            positions = row.by_product.get(slug)
            if positions:
                yield self._cell(row, positions, letters)
            else:
                yield self.silent if slug in silent else self.off if slug in off else self.unread

    def _cell(self, row: Row, positions: Sequence[Requirement], letters: Mapping[str, str]) -> SafeString:
        parts = (self._position(row, position, letters) for position in positions)
        brand = self.asked.facts.by_slug[positions[0].product].product.brand
        inner = mark_safe("<br>".join(parts))  # noqa: S308 - made of escaped parts
        return format_html('<td class="p" data-label="{}"><span>{}</span></td>', brand, inner)

    def _position(self, row: Row, position: Requirement, letters: Mapping[str, str]) -> SafeString:
        words = requirement_words(position, self.vocabulary, self.lang)
        tag = source_tag(position.citation)
        scope = self.scope(position)
        if scope:
            tag = format_html('{} <span class="caption">{}</span>', tag, scope)
        if position.id in letters:
            letter = letters[position.id]
            extra = " variant-a" if letter == "A" else ""
            return format_html('<span class="variant{}">{}</span> {} {}', extra, letter, words, tag)
        counts = row.aspect.nature == "procedure"
        if counts and row.verdict is Verdict.EQUAL and not scope:
            return format_html('{} <span class="visually-hidden">{}</span> {}', self.same, words, tag)
        if counts and position.id in row.binding:
            return format_html('<span class="binds">{}</span> {}', words, tag)
        if counts and row.rule is not None and row.verdict.fits and equal(position.constraint, row.rule) and not scope:
            return format_html('{} <span class="visually-hidden">{}</span> {}', self.same, words, tag)
        return format_html("{} {}", words, tag)

    def brands(self, slugs: Iterable[str]) -> str:
        """`Kymriah, Abecma en Breyanzi`, each once."""
        by_slug = self.asked.facts.by_slug
        return listed((by_slug[slug].product.brand for slug in dict.fromkeys(slugs)), AND, self.lang)

    def beyond(self, found: Iterable[Beyond], row: Row) -> list[str]:
        """What rules ask of products beyond their own requirement; those asked the same in one line."""
        grouped: dict[str, list[str]] = {}
        for extra in found:
            words = beyond_words(extra, row.aspect, self.vocabulary, self.lang)
            grouped.setdefault(words, []).append(extra.requirement.product)
        return [f"{self.brands(slugs)}: {words}" for words, slugs in grouped.items()]

    def scope(self, position: Requirement) -> str:
        return scope_words(position, self.vocabulary, self.indications, self.lang)


def letters_of(found: Sequence[Variant]) -> dict[str, str]:
    """Requirement id → the letter of its variant; nothing where one rule serves all."""
    if len(found) < 2:
        return {}
    return {member.id: LETTERS[i % 26] for i, variant in enumerate(found) for member in variant.members}


def groups(rows: Iterable[Row], teller: Teller) -> list[Group]:
    """Methods by step, then what does not count: properties, clinical choices, records."""
    found = list(rows)
    methods = [row for row in found if row.aspect.nature == "procedure"]
    by_step = [_step_group(step, list(group), teller) for step, group in groupby(methods, key=lambda r: r.aspect.step)]
    rest = [_nature_group(nature, found, teller) for nature in ("product", "clinical", "record")]
    return [*by_step, *(group for group in rest if group.rows)]


def _step_group(step: str, rows: Sequence[Row], teller: Teller) -> Group:
    return Group(
        id=step,
        heading=teller.vocabulary.step_of[step].label.in_(teller.lang),
        aside="",
        rows=tuple(teller.row(row) for row in rows),
    )


def _nature_group(nature: str, rows: Sequence[Row], teller: Teller) -> Group:
    headings = {
        "product": (_("Properties of the product"), _("no methods: they do not count and get no verdict")),
        "clinical": (_("Clinical choices"), _("a doctor's choice: they do not count and get no verdict")),
        "record": (_("What is recorded"), _("no methods: they do not count and get no verdict")),
    }
    heading, aside = headings[nature]
    told = tuple(teller.row(row) for row in rows if row.aspect.nature == nature)
    return Group(id=nature, heading=heading, aside=aside, rows=told)
