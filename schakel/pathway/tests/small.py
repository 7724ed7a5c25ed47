# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A small fact base as files: a vocabulary with every type of aspect, and products as plain data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from schakel.pathway.folder import Folder

STEPS = """# steps of the example
steps:
- {id: storage, label: {nl: Opslag, en: Storage}, holder: hospital, silent_when_read: [[SmPC 6.3, SmPC 6.4]]}
- {id: preparation, label: {nl: Gereedmaken, en: Preparation}, holder: hospital, silent_when_read: []}
"""
ASPECTS = """aspects:
- {step: storage, aspect: temperature, label: {nl: Bewaartemperatuur, en: Storage temperature}, type: range,
   nature: procedure, actor: lab, unit: Cel, also: [old_temperature]}
- {step: storage, aspect: vapour_phase, label: {nl: Damp, en: Vapour}, type: act, nature: procedure, actor: lab,
   flags: {true: required, false: permitted}}
- {step: storage, aspect: papers, label: {nl: Papieren, en: Papers}, type: items, nature: record, actor: lab}
- {step: preparation, aspect: method, label: {nl: Methode, en: Method}, type: choice, nature: procedure, actor: lab}
- {step: preparation, aspect: remark, label: {nl: Opmerking, en: Remark}, type: text, nature: procedure, actor: lab}
- {step: preparation, aspect: after_thaw, label: {nl: Na ontdooien, en: After thaw}, type: window, nature: procedure,
   actor: lab, unit: min, from: thaw_end, to: given}
- {step: preparation, aspect: clock_start, label: {nl: Klok, en: Clock}, type: clock, nature: procedure, actor: lab,
   sets: from, of: [after_thaw], events: {start_of_thaw: thaw_start, end_of_thaw: thaw_end}}
"""
EVENTS = """events:
- {id: thaw_start, step: preparation, label: {nl: begin ontdooien, en: start of thaw}}
- {id: thaw_end, step: preparation, label: {nl: einde ontdooien, en: end of thaw}, after: [thaw_start]}
- {id: given, step: preparation, label: {nl: gegeven, en: given}, after: [thaw_end]}
"""
PATHWAYS = """pathways:
- {id: all, label: {nl: alles, en: all}, when: {route_of_manufacture: ex_vivo, kind: [gene_therapy, combined]},
   steps: [storage, preparation]}
"""
TERMS = """values:
- {id: water_bath, label: {nl: waterbad, en: water bath}}
- {id: local_guidelines, label: {nl: eigen regels, en: own rules}, local: true}
"""
CATALOGUE = """modalities:
- {id: car_t, label: {nl: CAR-T, en: CAR T}}
"""
VOCABULARY = {"steps": STEPS, "aspects": ASPECTS, "events": EVENTS, "pathways": PATHWAYS, "terms": TERMS}
SOURCE = {"doc": "Example SmPC", "section": "SmPC 6.4", "version": "2026"}


def asked(step: str, aspect: str, must: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A requirement as it stands in a file."""
    return {"step": step, "aspect": aspect, "must": dict(must), "source": SOURCE, **more}


def product(*requirements: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A product file as data."""
    head: dict[str, Any] = {
        "brand": "Example",
        "inn": "exemplum",
        "mah": "Example B.V.",
        "kind": "gene_therapy",
        "modality": "car_t",
        "route_of_manufacture": "ex_vivo",
        "autologous": True,
        "ema": {"withdrawn_on": None, "url": "https://example.org/x"},
    }
    return head | {"requirements": list(requirements)} | more


COLD = asked("storage", "temperature", {"max": -120, "unit": "Cel"})
WARM = asked("storage", "temperature", {"min": 2, "max": 8, "unit": "Cel"})
VAPOUR = asked("storage", "vapour_phase", {"required": False}, note="Not said outright")
SOON = asked("preparation", "after_thaw", {"max": 30, "unit": "min"})


def folder(products: Mapping[str, Mapping[str, Any]], **files: str) -> Folder:
    """The texts of a fact base with these products; `files` replaces vocabulary files."""
    words = {name: files.get(name, text).encode() for name, text in VOCABULARY.items()}
    texts = {f"products/{slug}.yaml": text(data) for slug, data in products.items()}
    return Folder(words, texts, files.get("catalogue", CATALOGUE).encode(), b"")


def text(data: Mapping[str, Any]) -> bytes:
    """A file as another programme would write it."""
    # A copy without shared parts: a writer would make anchors of those.
    return yaml.safe_dump(_unshared(data), allow_unicode=True, sort_keys=False, default_flow_style=None).encode()


def _unshared(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _unshared(part) for name, part in value.items()}
    return [_unshared(part) for part in value] if isinstance(value, list) else value


def write(root: Path, products: Mapping[str, Mapping[str, Any]], **files: str) -> Path:
    """The same as a folder on disk."""
    made = folder(products, **files)
    texts = {f"pathway/{name}.yaml": content for name, content in made.vocabulary.items()}
    for name, content in {**texts, **made.products, "catalogue/terms.yaml": made.catalogue}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root
