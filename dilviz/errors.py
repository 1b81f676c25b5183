"""The one exception of the engine, what is None instead, words for it; and missing packages."""

from collections.abc import Callable, Collection
from importlib import import_module
from types import ModuleType
from typing import TypeVar

Value = TypeVar("Value")


class GeometryError(ValueError):
    """Settings that no layer can have, or that leave no output.

    The message is a sentence for people: what does not hold, the numbers on
    both sides, and which setting to change. The app shows it as it is.

    Attributes
    ----------
    position : int or None
        Where in a notation the error is, counted from 0.
    """

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.position = position


def check_choice(word: object, name: str, choices: Collection[str]) -> None:
    """Raise a `GeometryError` if a word is none of those known."""
    if word not in choices:
        got = quoted(word) if isinstance(word, str) else repr(word)
        raise GeometryError(f"{name} must be one of {', '.join(choices)}, got {got}.")


def or_none(compute: Callable[..., Value], *arguments: object) -> Value | None:
    """Compute a value; None where that raises a `GeometryError`.

    >>> or_none("".join, ["conv", "3"]), or_none(quoted, "conv3")
    ('conv3', "'conv3'")
    """
    try:
        return compute(*arguments)
    except GeometryError:
        return None


def quoted(text: str, most: int = 40) -> str:
    """Quote what was typed for a message, at most so many of its characters.

    >>> quoted("conv3"), quoted("3" * 100, most=5)
    ("'conv3'", "'3333…'")
    """
    return repr(text if len(text) <= most else text[: most - 1] + "…")


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "layer"), counted(2, "layer")
    ('1 layer', '2 layers')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class MissingExtra(ImportError):
    """An optional package is not installed; the message names the extra that brings it."""


def optional_package(module: str, purpose: str, *, extra: str) -> ModuleType:
    """Import a package that only an extra of dilviz brings.

    Parameters
    ----------
    module : str
        What to import.
    purpose : str
        What needs it: the beginning of the sentence that a user reads.
    extra : str
        The extra of ``pyproject.toml`` that lists the package.

    Raises
    ------
    MissingExtra
        If the package is not installed.

    Examples
    --------
    >>> optional_package("no_such_package", "Figures for papers", extra="plot")
    Traceback (most recent call last):
    dilviz.errors.MissingExtra: Figures for papers need the package 'no_such_package', which is \
not installed. Install it with: pip install "dilviz[plot]"
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise  # it is there, but something that it needs is not
    raise MissingExtra(
        f"{purpose} need the package {module.partition('.')[0]!r}, which is not installed. "
        f'Install it with: pip install "dilviz[{extra}]"'
    )
