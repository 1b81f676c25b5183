"""Weights by formula: Gaussian, Laplacian of Gaussian, Gabor and motion blur, up to 9 by 9 taps."""

import numpy as np

LARGEST_SIDE = 9  # taps, as many as the kernel editor shows


def gaussian(sigma: float) -> np.ndarray:
    """Sample a Gaussian and scale it to a sum of 1.

    Parameters
    ----------
    sigma : float
        Standard deviation in pixels, 0.5 to 2.25.

    Returns
    -------
    ndarray of float, shape (k, k)
        k is 3, 5, 7 or 9: about four standard deviations across.

    Examples
    --------
    At sigma = 1 / sqrt(2 ln 2) each step away halves the weight, so it is the
    binomial kernel 1 2 1:

    >>> np.rint(16 * gaussian(1 / np.sqrt(2 * np.log(2)))).astype(int)
    array([[1, 2, 1],
           [2, 4, 2],
           [1, 2, 1]])
    """
    rows, cols = _grid(2 * sigma)
    bell = np.exp(-(rows**2 + cols**2) / (2 * sigma**2))
    return bell / bell.sum()


def laplacian_of_gaussian(sigma: float) -> np.ndarray:
    """Sample the Laplacian of a Gaussian and shift it to a sum of 0.

    Parameters
    ----------
    sigma : float
        Standard deviation in pixels, 0.5 to 1.4.

    Returns
    -------
    ndarray of float, shape (k, k)
        Negative in the middle, positive around it; the sampled values sum to
        nearly 0; their mean is subtracted, so that flat areas give 0.

    Examples
    --------
    >>> weights = laplacian_of_gaussian(0.7)
    >>> weights.shape, bool(weights[2, 2] < 0), bool(abs(weights.sum()) < 1e-12)
    ((5, 5), True, True)
    """
    rows, cols = _grid(3 * sigma)
    squared = rows**2 + cols**2
    wave = (squared - 2 * sigma**2) / sigma**4 * np.exp(-squared / (2 * sigma**2))
    wave -= wave.mean()
    return wave / np.abs(wave).sum()


def gabor(angle: float, wavelength: float) -> np.ndarray:
    """Sample a cosine wave under a Gaussian, with a sum of 0.

    Parameters
    ----------
    angle : float
        Direction across the stripes, in degrees clockwise from the right: 0 for
        vertical stripes, 90 for horizontal ones.
    wavelength : float
        Pixels from one bright stripe to the next, 2 to 8.

    Returns
    -------
    ndarray of float, shape (k, k)

    Examples
    --------
    >>> upright = gabor(0, wavelength=4)
    >>> bool(np.allclose(gabor(90, wavelength=4), upright.T))
    True
    """
    rows, cols = _grid(wavelength)
    radians = np.deg2rad(angle)
    across = cols * np.cos(radians) + rows * np.sin(radians)
    bell = np.exp(-(rows**2 + cols**2) / (2 * (0.56 * wavelength) ** 2))  # one octave wide
    wave = bell * np.cos(2 * np.pi * across / wavelength)
    wave -= bell * (wave.sum() / bell.sum())
    wave[np.abs(wave) < 1e-9] = 0  # zeros of the cosine, rounded
    return wave / np.abs(wave).sum()


def motion_blur(length: float, angle: float) -> np.ndarray:
    """Average along a line, with a sum of 1.

    Parameters
    ----------
    length : float
        Pixels along the line, 3 to 9.
    angle : float
        Direction of the line, degrees clockwise from the right.

    Returns
    -------
    ndarray of float, shape (k, k)

    Examples
    --------
    >>> np.rint(3 * motion_blur(3, angle=90)).astype(int)
    array([[0, 1, 0],
           [0, 1, 0],
           [0, 1, 0]])
    """
    half = (length - 1) / 2
    rows, cols = _grid(half)
    radians = np.deg2rad(angle)
    along = cols * np.cos(radians) + rows * np.sin(radians)
    sideways = rows * np.cos(radians) - cols * np.sin(radians)
    beyond = np.maximum(np.abs(along) - half, 0)
    line = np.maximum(1 - np.hypot(sideways, beyond), 0)  # fades out within one pixel
    line[line < 1e-9] = 0
    return line / line.sum()


def _grid(reach: float) -> np.ndarray:
    """Positions around the centre tap, rows then columns: (2, k, k)."""
    radius = min(max(int(reach), 1), LARGEST_SIDE // 2)
    return np.mgrid[-radius : radius + 1, -radius : radius + 1].astype(float)
