"""The settings of the Context module page."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.papers.context_module import ContextModule
from dilviz.papers.feature_maps import FEATURE_MAPS
from dilviz.papers.vgg_surgery import FRONT_END_STAGES
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.controls.choices import Choice
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.settings import Settings, setting

IDENTITY, NOISY, SMOOTHING = "identity", "identity + noise", "smoothing"
MAPS_RUN = 4  # maps that are really run; Large widens them to 128
_PADDINGS = {"at every layer": "same", "33 once": "once"}
_LAST_STAGE = len(FRONT_END_STAGES) - 1

FORM = Choice("form", "Form", "Basic", ("Basic", "Large"), figures_only=True)
PADDING = Choice("pad", "Padding", "at every layer", tuple(_PADDINGS), figures_only=True)
CLASSES = Slider(
    *("c", "Classes C", 21),
    lowest=1,
    highest=64,
    figures_only=True,
    help="Maps in and out: 21 for Pascal VOC, 19 Cityscapes.",
)


@dataclass(frozen=True)
class ModuleSettings(Settings):
    """A form of the module, its classes and its padding."""

    form: str = setting(FORM)
    classes: int = setting(CLASSES)
    padding: str = setting(PADDING)

    rows = ((1, 2, 1),)

    @property
    def module(self) -> ContextModule:
        """The module of these settings."""
        return ContextModule(self.form, self.classes, _PADDINGS[self.padding])


@dataclass(frozen=True)
class Film(Settings):
    """What is run through the module, with which weights, and which map is shown."""

    form: str = setting(FORM)
    padding: str = setting(PADDING)
    maps: str = setting(Choice("maps", "Maps", "edges", tuple(FEATURE_MAPS), figures_only=True))
    weights: str = setting(
        Choice("init", "Weights", IDENTITY, (IDENTITY, NOISY, SMOOTHING), figures_only=True)
    )
    relu: str = setting(
        Choice(
            "relu", "ReLU, max(x, 0), after layers 1 to 7", "yes", ("yes", "no"), figures_only=True
        )
    )
    photograph: str = setting(
        Choice("photo", "Photograph", "astronaut", tuple(IMAGES), figures_only=True)
    )
    map: int = setting(Slider("map", "Map shown", 1, lowest=1, highest=MAPS_RUN, figures_only=True))

    rows = (3, (2, 1))

    @property
    def module(self) -> ContextModule:
        """The module that runs, of as many maps as are really run."""
        return ContextModule(self.form, MAPS_RUN, _PADDINGS[self.padding])


@dataclass(frozen=True)
class Border(Settings):
    """The size of the map whose border is compared."""

    size: int = setting(Slider("m", "Map size", 66, lowest=32, highest=96, figures_only=True))


@dataclass(frozen=True)
class Surgery(Settings):
    """How many cuts into VGG-16 are made."""

    cuts: int = setting(
        Slider("cut", "Cuts made", _LAST_STAGE, lowest=0, highest=_LAST_STAGE, figures_only=True)
    )
