"""The settings of the Learned page: a drawing, a photograph, and which networks answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from dilviz.figures.learned_scores import AGAINST
from dilviz.learned.drawing import read_drawing
from dilviz.learned.networks import DIGITS, NOISE, of_task
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.controls.choices import Choice, Pick
from dilviz.ui.controls.control import Query
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import Read
from dilviz.ui.images.pictures import DEFAULT as FIRST_PICTURE
from dilviz.ui.images.pictures import PICTURE

FIRST_DIGIT = "17"


def _drawing(text: str) -> str:
    """Leave a drawing as the link holds it, or raise `GeometryError`: the figure reads it."""
    read_drawing(text)
    return text


def _names(task: str) -> tuple[str, ...]:
    return tuple(network.name for network in of_task(task))


DRAWING = Read("drawing", "Drawing", FIRST_DIGIT, _drawing, shown="a digit that is held out")
LEFT = Pick("left", "Left network", "plain", _names(DIGITS))
RIGHT = Pick("right", "Right network", "context module", _names(DIGITS))


@dataclass(frozen=True)
class Labels(Settings):
    """A drawing and two networks that read it."""

    left: str = setting(LEFT)
    right: str = setting(RIGHT)
    drawing: str = setting(DRAWING)

    rows = (2,)


@dataclass(frozen=True)
class OnPicture(Settings):
    """A bundled photograph, which also replaces an uploaded picture here."""

    picture: str = setting(PICTURE)

    @classmethod
    def of(cls, picture_id: str) -> OnPicture:
        """The photograph of this name; the first one for an uploaded picture."""
        return cls(_stand_in(picture_id))

    @classmethod
    def from_link(cls, query: Query) -> Self:
        """Read the photograph from a link, which names no uploaded picture."""
        settings = super().from_link(query)
        return replace(settings, picture=_stand_in(settings.picture))


def _stand_in(picture_id: str) -> str:
    return picture_id if picture_id in IMAGES else FIRST_PICTURE


@dataclass(frozen=True)
class Denoised(OnPicture):
    """A photograph and two networks that take noise off it."""

    first: str = setting(Pick("first", "One network", "plain", _names(NOISE)))
    second: str = setting(Pick("second", "Another network", "equal rates 2", _names(NOISE)))

    rows = (2,)


@dataclass(frozen=True)
class DigitChart(Settings):
    """What the digits networks are charted against."""

    against: str = setting(Choice("against", "Against", "field", tuple(AGAINST)))


@dataclass(frozen=True)
class NoiseChart(Settings):
    """What the noise networks are charted against."""

    against: str = setting(Choice("noise-against", "Against", "field", tuple(AGAINST)[:3]))


@dataclass(frozen=True)
class Looked(Settings):
    """A network whose effective receptive field is shown."""

    network: str = setting(Pick("seen", "Network", "context module", _names(DIGITS)))
