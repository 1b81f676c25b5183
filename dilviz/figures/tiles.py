"""Responses of one picture side by side: at several rates, layer by layer, and three ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from dilviz.convolution.layer import per_axis
from dilviz.figures.overlay import paste
from dilviz.figures.response import ResponsePicture, brightness, picture_of, scale_limit
from dilviz.pictures.filmstrip import Frame
from dilviz.pictures.filtering import Filtering, respond
from dilviz.pictures.kernel import Kernel
from dilviz.pictures.three_ways import EnlargingMethod

MARGIN = 64  # samples around the picture that are shown of a map larger than it
Room = tuple[tuple[int, int], tuple[int, int]]  # ((top, bottom), (left, right))


def at_rates(
    pixels: np.ndarray, kernel: Kernel, filtering: Filtering, rates: Iterable[int]
) -> list[ResponsePicture]:
    """Filter a picture at several dilation rates; all results have one scale of grays.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    kernel : Kernel
    filtering : Filtering
        Its dilation rate is replaced.
    rates : iterable of int
    """
    layers = [replace(filtering.layer, dilation=(rate, rate)) for rate in rates]
    responses = [respond(pixels, kernel, replace(filtering, layer=layer)) for layer in layers]
    limit = max(map(scale_limit, responses)) if kernel.signed else None
    return [picture_of(values, is_signed=kernel.signed, limit=limit) for values in responses]


def of_frames(
    frames: Iterable[Frame], size: tuple[int, int], *, is_signed: bool
) -> list[ResponsePicture]:
    """Show the response after each layer where it lies on the picture.

    Parameters
    ----------
    frames : iterable of Frame
    size : (rows, cols)
        Of the picture.
    is_signed : bool
        Each then has a scale of its own. Else a response that is brighter than
        its picture, as after paths that are added, is drawn as bright as it.

    Returns
    -------
    list of ResponsePicture
        A pattern stands where a padding has made a map smaller than another.
    """
    film = list(frames)
    whole = ((0, size[0]), (0, size[1]))
    room = _around([whole, *(_room(frame, size) for frame in film)])
    pictures = []
    for frame in film:
        values = frame.response[None] / (1 if is_signed else darkened(frame))
        picture = picture_of(values, is_signed=is_signed)
        pictures.append(replace(picture, pixels=_laid(picture.pixels, frame.place, room)))
    return pictures


def darkened(frame: Frame) -> float:
    """By how much a response is divided, so that a flat picture is no brighter than it was."""
    return max(1.0, abs(frame.gain))


def of_impulse(frames: Iterable[Frame]) -> list[np.ndarray]:
    """Show how many paths lead to each output: black is none, white the most.

    A single row is drawn as a band, so that it can be seen.
    """
    return [_band(brightness(frame.response)) for frame in frames]


def _band(levels: np.ndarray) -> np.ndarray:
    """A single row, repeated to a twelfth of its length; other maps as they are."""
    return levels.repeat(-(-levels.shape[1] // 12), axis=0) if len(levels) == 1 else levels


def _room(frame: Frame, size: tuple[int, int]) -> Room:
    """The part of the plane a map takes, cut to a margin around the picture."""
    place, shape = frame.place, frame.response.shape
    return per_axis(
        lambda axis: (
            max(place[axis], -MARGIN),
            min(place[axis] + shape[axis], size[axis] + MARGIN),
        )
    )


def _around(rooms: list[Room]) -> Room:
    return per_axis(
        lambda axis: (min(room[axis][0] for room in rooms), max(room[axis][1] for room in rooms))
    )


def _laid(pixels: np.ndarray, place: tuple[int, int], room: Room) -> np.ndarray:
    """Put a picture to its place in a room; what it does not fill is chequered."""
    (top, bottom), (left, right) = room
    size = (bottom - top, right - left)
    if pixels.shape[:2] == size:
        return pixels
    rows, cols = np.indices(size) // 8
    laid = np.where((rows + cols) % 2, 176, 198).astype(np.uint8)
    if pixels.ndim == 3:
        laid = laid[..., None].repeat(3, axis=2)
    paste(laid, pixels, (place[0] - top, place[1] - left))
    return laid


def of_ways(
    ways: Iterable[EnlargingMethod], *, is_signed: bool
) -> tuple[list[ResponsePicture], list[ResponsePicture]]:
    """Show the ways on one scale, and how far each is from the last on another."""
    responses = [way.response[None] for way in ways]
    limit = max(map(scale_limit, responses)) if is_signed else None
    pictures = [picture_of(values, is_signed=is_signed, limit=limit) for values in responses]
    differences = [values - responses[-1] for values in responses[:-1]]
    furthest = max(map(scale_limit, differences))
    return pictures, [picture_of(values, is_signed=True, limit=furthest) for values in differences]


def sheet(pictures: list[np.ndarray], gap: int = 8) -> np.ndarray:
    """Put pictures beside one another on white.

    >>> sheet([np.zeros((2, 3), np.uint8), np.zeros((4, 5), np.uint8)], gap=1).shape
    (4, 9, 3)
    """
    rows = max(len(picture) for picture in pictures)
    coloured = [p if p.ndim == 3 else np.repeat(p[..., None], 3, axis=2) for p in pictures]
    columns = []
    for picture in coloured:
        below = ((0, rows - len(picture)), (0, gap), (0, 0))
        columns.append(np.pad(picture, below, constant_values=255))
    return np.hstack(columns)[:, : -gap or None]
