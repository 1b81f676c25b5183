"""The settings of the Evidence page."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.papers.claim import CORRECTIONS_GROUP, GROUPS
from dilviz.ui.controls.choices import Choice
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import Text

ALL = "all"
SHOW = Choice("group", "Show", ALL, (ALL, *GROUPS, CORRECTIONS_GROUP), figures_only=True)
FIND = Text("q", "Find", "", "67.6, VGG, TensorFlow ...", live=True, figures_only=True)


@dataclass(frozen=True)
class Filter(Settings):
    """A group of rows, and words that a row must hold."""

    group: str = setting(SHOW)
    words: str = setting(FIND)

    rows = ((3, 2),)
