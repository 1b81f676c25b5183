"""Weights to run the context module with: identity, identity and noise, smoothing."""

from __future__ import annotations

import numpy as np

from dilviz.papers.context_module import KERNEL_SIZES, ContextModule

NOISE = 0.01  # of a layer's own weight; in Basic that is the 0.01 of the released code
SMOOTHING = np.outer([1, 2, 1], [1, 2, 1]) / 16

Weights = tuple[np.ndarray, ...]


def identity_weights(module: ContextModule, noise: float = 0.0, seed: int = 0) -> Weights:
    """Build the identity initialisation of the module, Equations 4 and 5.

    Each layer passes its input on through the centre tap. Between maps of
    unequal number, output map b reads the input maps a of its own block,
    ``floor(a C / c_in) == floor(b C / c_out)``, each with weight ``C / c_out``.

    Parameters
    ----------
    module : ContextModule
    noise : float
        Standard deviation of normal noise on all other weights, as a share of
        the layer's own weight ``C / c_out``. The paper asks for a little, so
        that the maps of a block of Large come to differ.
    seed : int
        Of the noise.

    Returns
    -------
    tuple of eight ndarrays of float32, shape (c_out, c_in, k, k)

    References
    ----------
    .. [1] Yu and Koltun, arXiv:1511.07122, Equations 4 and 5.

    Examples
    --------
    The first layer of Large doubles the maps: two copies, each halved.

    >>> identity_weights(ContextModule("Large", 1))[0][:, 0, 1, 1]
    array([0.5, 0.5], dtype=float32)
    """
    random = np.random.default_rng(seed)
    return tuple(_with_noise(weight, noise, random) for weight in _on_the_diagonal(module, _centre))


def smoothing_weights(module: ContextModule) -> Weights:
    """Build weights that smooth each map by 1 2 1 along both axes, at each layer's own rate.

    >>> smoothing_weights(ContextModule("Basic", 1))[0][0, 0, 0] * 16
    array([1., 2., 1.], dtype=float32)
    """
    return tuple(_on_the_diagonal(module, _smooth))


def _on_the_diagonal(module: ContextModule, taps_of) -> list[np.ndarray]:
    """Put the same taps wherever Equation 5 has its one."""
    c, weights = module.classes, []
    for taps, c_in, c_out in zip(KERNEL_SIZES, module.channels, module.channels[1:], strict=False):
        block_in, block_out = np.arange(c_in) * c // c_in, np.arange(c_out) * c // c_out
        joined = (block_out[:, None] == block_in) * (c / c_out)  # (c_out, c_in)
        weights.append((joined[..., None, None] * taps_of(taps)).astype(np.float32))
    return weights


def _centre(taps: int) -> np.ndarray:
    kernel = np.zeros((taps, taps))
    kernel[taps // 2, taps // 2] = 1
    return kernel


def _smooth(taps: int) -> np.ndarray:
    return SMOOTHING if taps == 3 else np.ones((1, 1))


def _with_noise(weight: np.ndarray, noise: float, random: np.random.Generator) -> np.ndarray:
    if not noise:
        return weight
    free = weight == 0
    spread = noise * float(weight.max())
    weight[free] = random.normal(0, spread, int(free.sum())).astype(weight.dtype)
    return weight
