"""One step of the lesson: a question, a figure to check it with, and the words around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from dilviz.lesson import prose
from dilviz.lesson.paper import Squares, Table
from dilviz.lesson.question import Question
from dilviz.lesson.seed import rolls

KINDS = (
    "explore",  # one layer, with the pointer; settings as in the link of Explore
    "weights",  # what a layer costs at two rates and as a dense kernel; `rates`, `channels`
    "classic",  # the same kernel at three rates, side by side; Explore's `rates` among them
    "squares",  # the fields of a stack, nested; `net`, as on Stack, like the next two
    "growth",  # field against depth
    "cone",  # a slice in which any unit lights its tree
    "gridding",  # which pixels one output reads; `net`
    "cost",  # five ways to one field; `field`, `channels`, `image`, as on Cost
    "strip",  # one kernel at several rates; `image`, `kernel`, `rates`, as on Images
    "trained",  # how well networks with so many `weights` label digits, against their field
)


@dataclass(frozen=True)
class Figure:
    """A live figure: what is mounted, and its settings by their names in the link of its page."""

    kind: str
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A page of the app with its settings; the page "" is Explore."""

    page: str
    settings: Mapping[str, str]
    words: str

    @property
    def address(self) -> str:
        """The link within the app.

        >>> Link("stack", {"net": "conv3 d2"}, "Stack").address
        'stack?net=conv3+d2'
        """
        return f"{self.page or '.'}{'?' if self.settings else ''}{urlencode(self.settings)}"


@dataclass(frozen=True)
class Scene:
    """What one seed makes of a step.

    Attributes
    ----------
    question : Question
    figure : Figure
        For the reveal, set up for the question.
    numbers : mapping
        Name in the prose -> computed value.
    link : Link
        Where to go on playing.
    neutral : Figure or None
        A figure that may be shown while the question is open: it does not give it away.
    paper : tuple
        What stands under the question on the handout.
    """

    question: Question
    figure: Figure
    numbers: Mapping[str, object]
    link: Link
    neutral: Figure | None = None
    paper: tuple[Squares | Table, ...] = ()


@dataclass(frozen=True)
class Page:
    """A step with its numbers: everything that is shown, prose as Markdown."""

    step: Step
    seed: int
    scene: Scene
    ask: str
    reveal: str
    remember: str
    notes: str


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes
    ----------
    name : str
        In the link, and of its file in ``text/``.
    title : str
    minutes : int
        In a class, talking included.
    build : callable
        A source of chance -> Scene.
    """

    name: str
    title: str
    minutes: int
    build: Callable[[Random], Scene]

    def scene(self, seed: int) -> Scene:
        """Draw the numbers of this step."""
        return self.build(rolls(seed, self.name))

    def page(self, seed: int) -> Page:
        """Fill the step for one seed: the same seed, the same page."""
        scene = self.scene(seed)
        texts = (prose.filled(text, scene.numbers) for text in prose.sections(self.name).values())
        return Page(self, seed, scene, *texts)
