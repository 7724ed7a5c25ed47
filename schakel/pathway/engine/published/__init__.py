# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published answers as JSON: one form for the command, the API and whoever builds on them."""

from schakel.pathway.engine.published.checklist import PublishedChecklist, published_checklist
from schakel.pathway.engine.published.compare import PublishedComparison, published_comparison
from schakel.pathway.engine.published.parts import Published
from schakel.pathway.engine.published.products import (
    PublishedProduct,
    PublishedProducts,
    published_product,
    published_products,
)
from schakel.pathway.engine.published.sources import PublishedSources, published_sources
from schakel.pathway.engine.published.standard import (
    PublishedLeverage,
    PublishedStandard,
    published_leverage,
    published_standard,
)
from schakel.pathway.engine.published.vocabulary import PublishedVocabulary, published_vocabulary
from schakel.pathway.engine.published.windows import PublishedWindows, published_windows

# What each command answers with --json, and the API under the same name.
ANSWERS: dict[str, type[Published]] = {
    "compare": PublishedComparison,
    "standard": PublishedStandard,
    "leverage": PublishedLeverage,
    "checklist": PublishedChecklist,
    "windows": PublishedWindows,
}
# What the API answers beside them: the facts themselves.
LISTS: dict[str, type[Published]] = {
    "products": PublishedProducts,
    "product": PublishedProduct,
    "sources": PublishedSources,
    "vocabulary": PublishedVocabulary,
}

__all__ = [
    "ANSWERS",
    "LISTS",
    "PublishedChecklist",
    "PublishedComparison",
    "PublishedLeverage",
    "PublishedProduct",
    "PublishedProducts",
    "PublishedSources",
    "PublishedStandard",
    "PublishedVocabulary",
    "PublishedWindows",
    "published_checklist",
    "published_comparison",
    "published_leverage",
    "published_product",
    "published_products",
    "published_sources",
    "published_standard",
    "published_vocabulary",
    "published_windows",
]
