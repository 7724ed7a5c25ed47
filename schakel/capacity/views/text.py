# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A scenario as text: YAML that can be read, changed and sent back."""

from typing import Any

import yaml

from schakel.capacity import reads
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.engine.scenario.variant import made, read_variant
from schakel.values import plain
from schakel.values.located import Decimalish, FactsError, Located, read

NAME = "scenario.yaml"


class _Dumper(yaml.SafeDumper):
    """Numbers with a point stay the digits they were written with."""


def _number(dumper: yaml.SafeDumper, value: Decimalish) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", str(value))


_Dumper.add_representer(Decimalish, _number)


def written(data: Any) -> str:
    """The YAML of plain data."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)


def located_scenario(text: bytes) -> dict[str, Any]:
    """The data of a whole scenario, or of a variant of a public example; FactsError names each fault and its line."""
    located = read(NAME, text)
    data = located.data
    if isinstance(data, dict) and data.get("kind") == "variant":
        variant = read_variant(located)
        base = reads.scenario_for(None, variant.of)
        if base is None:
            raise FactsError([located.fault(("of",), f"no scenario {variant.of!r} to vary", "the key of an example")])
        data = made(variant, located, plain.loads(reads.newest(base).data))
    located = Located(located.file, data, located.lines)
    read_scenario(located)
    return dict(data)
