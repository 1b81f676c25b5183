"""Which figures could not be drawn, and why: a run of the page says it without drawing them."""

from __future__ import annotations

from collections import OrderedDict

from dilviz.errors import GeometryError

MOST = 500

Name = tuple[str, str, str]  # of a page, of its figure, and the stamp of its settings

_SENTENCES: OrderedDict[Name, str] = OrderedDict()


def remember(figure: Name, error: GeometryError) -> None:
    """Note why a figure cannot be drawn; the oldest of many notes is forgotten."""
    _SENTENCES[figure] = str(error)
    if len(_SENTENCES) > MOST:
        _SENTENCES.popitem(last=False)


def is_known(figure: Name) -> bool:
    """Whether a figure is known not to be drawable."""
    return figure in _SENTENCES


def raise_known(figure: Name) -> None:
    """Raise the `GeometryError` of a figure that is known not to be drawable."""
    if sentence := _SENTENCES.get(figure):
        raise GeometryError(sentence)
