"""One layer run on an input, with all tables that a figure of it needs."""

from dataclasses import dataclass

import numpy as np

from dilviz.convolution import geometry
from dilviz.convolution.convolve import conv2d
from dilviz.convolution.layer import Layer, Sides, per_axis


@dataclass(frozen=True, eq=False)
class LayerView:
    """One layer on one input: tables, padding, weights and values.

    Attributes
    ----------
    taps : (ndarray, ndarray)
        The tap tables of rows and columns, each of shape (outputs, taps).
    sources : (ndarray, ndarray)
        For each position of the padded axis the real sample that it holds,
        or -1 for a zero.
    padding : ((top, bottom), (left, right))
        In samples.
    values : ndarray, shape (H, W)
    weights : ndarray, shape (kH, kW)
        As they are applied: flipped for a true convolution.
    output : ndarray, shape (oH, oW)
    """

    taps: tuple[np.ndarray, np.ndarray]
    sources: tuple[np.ndarray, np.ndarray]
    padding: Sides
    values: np.ndarray
    weights: np.ndarray
    output: np.ndarray


def view_layer(values, weights, layer: Layer, *, padding_mode="zeros", flip=False) -> LayerView:
    """Run one layer and collect what a figure of it needs.

    Parameters
    ----------
    values : ndarray, shape (H, W)
    weights : ndarray, shape (kH, kW)
    layer : Layer
        Its kernel size is the shape of `weights`.
    padding_mode : {'zeros', 'reflect', 'replicate', 'circular'}
    flip : bool
        Whether to turn the kernel by 180 degrees first: true convolution
        rather than cross-correlation.

    Raises
    ------
    GeometryError
        If the dilated kernel does not fit the padded input.

    Examples
    --------
    >>> view = view_layer(np.arange(5)[None], np.ones((1, 3)), Layer.of((1, 3), dilation=(1, 2)))
    >>> view.taps[1], view.output
    (array([[0, 2, 4]]), array([[6.]]))
    """
    values, weights = np.asarray(values), np.asarray(weights)
    applied = weights[::-1, ::-1] if flip else weights
    padding = layer.padding_for(values.shape)
    taps = layer.tap_tables(values.shape)
    sources = per_axis(
        lambda axis: geometry.padded_sources(values.shape[axis], padding[axis], padding_mode)
    )
    output = conv2d(values, applied, **layer.settings, padding_mode=padding_mode)
    return LayerView(taps, sources, padding, values, applied, output)
