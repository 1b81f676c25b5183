"""The trained networks as networks to choose from, beside those of papers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dilviz.learned.digits import FIELD
from dilviz.learned.networks import LEARNED
from dilviz.network.presets import Preset

SOURCE = "trained here, by tools/train"

LEARNED_PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        f"{network.task}: {network.name}": Preset(
            network.notation, network.shows, SOURCE, input_size=FIELD, channels=1
        )
        for network in LEARNED.values()
    }
)
