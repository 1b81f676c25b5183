"""Tables 2 to 4 of Yu and Koltun (2016), with what may be compared with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dilviz.errors import GeometryError


class TableCaption(NamedTuple):
    """What two scores must share before one is subtracted from the other."""

    table: int
    split: str
    training: str


WITHOUT_COCO = TableCaption(2, "test", "VOC 2012 and Hariharan's annotations")
ON_VAL = TableCaption(3, "val", "VOC, Hariharan's annotations and COCO")
ON_TEST = TableCaption(4, "test", "VOC, Hariharan's annotations and COCO")


@dataclass(frozen=True)
class Score:
    """One published mean intersection over union on Pascal VOC 2012.

    Attributes
    ----------
    model : str
    value : float
        In per cent.
    caption : TableCaption
        Table, split and training data.
    after : str
        What is run on the output: nothing, a CRF or a CRF as a recurrent network.
    context : str
        Which context module it has: "", "Basic" or "Large".
    dilated : bool
        Whether the model is built on the paper's dilated front end.
    """

    model: str
    value: float
    caption: TableCaption
    after: str = ""
    context: str = ""
    dilated: bool = True

    @property
    def name(self) -> str:
        """The model with what is run after it."""
        return f"{self.model} + {self.after}" if self.after else self.model


def difference(better: Score, worse: Score) -> float:
    """Subtract two scores, in percentage points, if they may be compared.

    Raises
    ------
    GeometryError
        If they differ in table, split or training data.

    Examples
    --------
    The context module's own effect on the validation images:

    >>> difference(score(3, "front end + Large"), score(3, "front end"))
    2.3
    >>> difference(score(4, "front end + Large"), score(2, "front end"))
    Traceback (most recent call last):
    dilviz.errors.GeometryError: ...
    """
    if better.caption != worse.caption:
        raise GeometryError(
            f"{better.value} (Table {better.caption.table}, {better.caption.split}, trained on "
            f"{better.caption.training}) and {worse.value} (Table {worse.caption.table}, "
            f"{worse.caption.split}, trained on {worse.caption.training}) cannot be compared. "
            "Choose two scores of one table."
        )
    return round(better.value - worse.value, 1)


def score(table: int, name: str) -> Score:
    """Find a score by its table and name."""
    [score] = [row for row in SCORES if row.caption.table == table and row.name == name]
    return score


def _of_validation() -> tuple[Score, ...]:
    rows = (
        ("front end", "", (69.8, 71.6, 72.5)),
        ("front end + Basic", "Basic", (71.3, 72.7, 73.1)),
        ("front end + Large", "Large", (72.1, 73.3, 73.9)),
    )
    return tuple(
        Score(model, value, ON_VAL, after, context)
        for model, context, values in rows
        for after, value in zip(("", "CRF", "CRF-RNN"), values, strict=True)
    )


SCORES = (
    Score("FCN-8s", 62.2, WITHOUT_COCO, dilated=False),
    Score("DeepLab", 62.1, WITHOUT_COCO, dilated=False),
    Score("DeepLab-Msc", 62.9, WITHOUT_COCO, dilated=False),
    Score("front end", 67.6, WITHOUT_COCO),
    *_of_validation(),
    Score("DeepLab++", 72.7, ON_TEST, dilated=False),
    Score("DeepLab-MSc++", 73.9, ON_TEST, dilated=False),
    Score("CRF-RNN", 74.7, ON_TEST, dilated=False),
    Score("front end", 71.3, ON_TEST),
    Score("front end + Large", 73.5, ON_TEST, context="Large"),
    Score("front end + Large", 74.7, ON_TEST, "CRF", "Large"),
    Score("front end + Large", 75.3, ON_TEST, "CRF-RNN", "Large"),
)


def table(number: int) -> tuple[Score, ...]:
    """The scores of one table, in its order."""
    return tuple(score for score in SCORES if score.caption.table == number)
