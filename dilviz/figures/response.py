"""Responses as pictures: clipped to what a screen shows, or on a scale with two directions."""

from dataclasses import dataclass

import numpy as np

# Okabe and Ito's blue and vermilion, which colour-blind people tell apart, and white between them.
_ANCHORS = np.array(
    [[0, 61, 107], [0, 114, 178], [140, 191, 224], [247, 247, 245], [240, 170, 120],
     [213, 94, 0], [122, 45, 0]],
    float,
)  # fmt: skip
STEPS = 255  # odd, so that one step is exactly zero


def _scale_colours() -> np.ndarray:
    places = np.linspace(0, len(_ANCHORS) - 1, STEPS)
    anchors = np.arange(len(_ANCHORS))
    return np.stack(
        [np.interp(places, anchors, _ANCHORS[:, channel]) for channel in range(3)], axis=1
    ).astype(np.uint8)


SCALE_COLOURS = _scale_colours()  # (STEPS, 3), negative first
SCALE_COLOURS.setflags(write=False)


@dataclass(frozen=True, eq=False)
class ResponsePicture:
    """A response as a picture, and how much of it lies beyond its scale.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (H, W, 3) or (H, W)
    limit : float or None
        For signed responses: the value at the ends of the scale.
    clipped : float
        Share of the values that lie beyond what the picture can show.
    """

    pixels: np.ndarray
    limit: float | None
    clipped: float


def clipped_picture(response: np.ndarray) -> ResponsePicture:
    """Show values from 0 to 255 as they are; what is beyond becomes black or white.

    Parameters
    ----------
    response : ndarray of float, shape (C, H, W)
        C is 1 or 3.

    Examples
    --------
    >>> picture = clipped_picture(np.array([[[-20.0, 99.6, 300.0, 7.0]]]))
    >>> picture.pixels, picture.clipped
    (array([[  0, 100, 255,   7]], dtype=uint8), 0.5)
    """
    beyond = int(np.count_nonzero(response < -0.5) + np.count_nonzero(response >= 255.5))
    channels, rows, cols = response.shape
    pixels = np.empty((rows, cols, channels), np.uint8)
    for channel, values in enumerate(response):
        rounded = values + 0.5  # the conversion truncates
        pixels[..., channel] = np.clip(rounded, 0, 255, out=rounded) if beyond else rounded
    pixels = pixels[..., 0] if channels == 1 else pixels
    return ResponsePicture(pixels, None, beyond / max(response.size, 1))


def signed_picture(response: np.ndarray, limit: float | None = None) -> ResponsePicture:
    """Show a response on a scale centred on zero: blue below, white at, vermilion above.

    Parameters
    ----------
    response : ndarray of float, shape (1, H, W)
    limit : float, optional
        The value at the ends of the scale; by default that of `scale_limit`.

    Examples
    --------
    >>> picture = signed_picture(np.array([[[-8.0, 0.0, 8.0]]]))
    >>> picture.limit, picture.pixels[0, 1].tolist()
    (8.0, [247, 247, 245])
    """
    values = response[0]
    limit = scale_limit(response) if limit is None else limit
    middle = STEPS // 2
    beyond = int(np.count_nonzero(np.abs(values) > limit * (1 + 1e-6)))
    step = np.clip(values * (middle / limit) + (middle + 0.5), 0, STEPS - 1)
    colours = np.take(SCALE_COLOURS, step.astype(np.uint8), axis=0)
    return ResponsePicture(colours, float(limit), beyond / max(values.size, 1))


def scale_limit(response: np.ndarray, share: float = 0.995) -> float:
    """Find the absolute value that `share` of the values stay within: outliers do not set it."""
    sizes = np.abs(response).ravel()
    if not sizes.size:
        return 1.0
    place = min(int(share * sizes.size), sizes.size - 1)
    limit = float(np.partition(sizes, place)[place])
    return limit or float(sizes.max()) or 1.0


def picture_of(
    response: np.ndarray, *, is_signed: bool, limit: float | None = None
) -> ResponsePicture:
    """Draw a response: on the signed scale, or as gray levels and colours from 0 to 255."""
    return signed_picture(response, limit) if is_signed else clipped_picture(response)


def brightness(values: np.ndarray) -> np.ndarray:
    """Stretch values that are not negative to 0..255 by their square root, so that few stay seen.

    >>> brightness(np.array([[0, 1, 4]]))
    array([[  0, 128, 255]], dtype=uint8)
    """
    share = np.sqrt(np.asarray(values, float) / (np.max(values) or 1))
    return np.rint(255 * share).astype(np.uint8)
