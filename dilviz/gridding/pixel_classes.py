"""Classes of input positions that never meet in one output: what gridding keeps apart."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.bits import flags
from dilviz.fields.footprint import Footprint
from dilviz.fields.pixels import PathFootprints, paths_read
from dilviz.fields.positions import Samples
from dilviz.fields.survey import survey_of_one
from dilviz.network.network import Network

MOST_LINKS = 3_000_000  # a position read by a unit is one
MOST_WORK = 40_000  # a twentieth of a second: 4 for each unit, 1 for every 2 kB of what it reads
NEVER_READ = -1

Reads = tuple[np.ndarray, np.ndarray]  # units and the positions they read, pair by pair
Paths = tuple[PathFootprints, ...]


def axis_classes(network: Network, axis: int, input_size: int | Pair) -> np.ndarray:
    """Sort the positions along one axis into classes that never meet in one output.

    Two positions are in one class if an output reads both, or if a chain of
    such pairs leads from one to the other.

    Parameters
    ----------
    network : Network
    axis : {0, 1}
    input_size : int or (rows, cols)
        Outputs and positions are those of this input.

    Returns
    -------
    ndarray of int, shape (input size along the axis,)
        Class of every position, numbered from 0 in order of appearance;
        -1 where no output reads.

    Examples
    --------
    Rate 2 keeps odd and even positions apart, a single layer of rate 1 joins them:

    >>> from dilviz import parse_network
    >>> axis_classes(parse_network("conv3 d2, conv3 d4"), 1, 6)
    array([0, 1, 0, 1, 0, 1])
    >>> axis_classes(parse_network("conv3 d2, conv3"), 1, 6)
    array([0, 0, 0, 0, 0, 0])
    """
    return _along(axis, *_units_and_paths(network, input_size))


def classes_of_axes(network: Network, input_size: int | Pair) -> tuple[np.ndarray, np.ndarray]:
    """Sort rows and columns, as `axis_classes` does each.

    >>> from dilviz import parse_network
    >>> classes_of_axes(parse_network("conv3 d2"), (3, 4))
    (array([0, 1, 0]), array([0, 1, 0, 1]))
    """
    return _both(*_units_and_paths(network, input_size))


def pixel_classes(network: Network, input_size: int | Pair) -> np.ndarray:
    """Sort the pixels of an input into classes that never meet in one output.

    Parameters
    ----------
    network : Network
    input_size : int or (rows, cols)

    Returns
    -------
    ndarray of int, shape (rows, cols)
        As for `axis_classes`. On a single path it is a product of both axes;
        where paths join it need not be.

    Raises
    ------
    GeometryError
        If branches read too many pixels to follow.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> pixel_classes(parse_network("conv3 d2"), (3, 4))
    array([[0, 1, 0, 1],
           [2, 3, 2, 3],
           [0, 1, 0, 1]])
    """
    size, units, paths = _units_and_paths(network, input_size)
    if len(paths) == 1:
        return _product(*_both(size, units, paths))
    pixel_reads, links = [], 0
    for path in paths:
        rows, cols = (_reads(path[axis], units[axis], size[axis]) for axis in (0, 1))
        links += len(rows[0]) * len(cols[0])
        if links > MOST_LINKS:
            raise GeometryError(
                f"the outputs read {links} pixels of this input along their first paths, more than "
                f"the {MOST_LINKS} that are followed. Lower the input size."
            )
        pixel_reads.append(
            (
                (rows[0][:, None] * units[1] + cols[0]).ravel(),
                (rows[1][:, None] * size[1] + cols[1]).ravel(),
            )
        )
    return _classes(pixel_reads, units[0] * units[1], size[0] * size[1]).reshape(size)


def _units_and_paths(network: Network, input_size: int | Pair) -> tuple[Pair, Pair, Paths]:
    """The input size, the output size, and what is read along every path."""
    size = network.read_size(input_size)
    assert size is not None
    units = network.sizes(size)[network.output]
    surveyed = survey_of_one(network, size, network.output)
    routes = per_axis(lambda axis: surveyed.axes[axis].routes[0])
    return size, units, paths_read(routes, network.output)


def _both(size: Pair, units: Pair, paths: Paths) -> tuple[np.ndarray, np.ndarray]:
    rows = _along(0, size, units, paths)
    alike = size[0] == size[1] and all(path[0] == path[1] for path in paths)
    return rows, rows if alike else _along(1, size, units, paths)


def _along(axis: int, size: Pair, units: Pair, paths: Paths) -> np.ndarray:
    reads = [_reads(path[axis], units[axis], size[axis]) for path in paths]
    return _classes(reads, units[axis], size[axis])


def _reads(footprint: Footprint[Samples], units: int, size: int) -> Reads:
    """Every unit with every position inside the input that it reads."""
    widest = max((phase.bits.bit_length() for phase in footprint.phases if phase), default=0)
    if units * (4 + (widest >> 14)) > MOST_WORK:
        raise GeometryError(
            f"{units} units along one axis, each reading from up to {widest} samples, are too "
            "many to follow. Lower the input size, the upsampling factors or the padding."
        )
    readers, positions, links = [np.zeros(0, int)], [np.zeros(0, int)], 0
    for phase, samples in enumerate(footprint.phases):
        if samples is None:
            continue
        alike = np.arange(phase, units, footprint.period)
        starts = _starts(samples, footprint.advance, len(alike), size)
        read = np.flatnonzero(flags(samples.bits, samples.bits.bit_length()))
        low, high = np.searchsorted(read, -starts), np.searchsorted(read, size - starts)
        links += int((high - low).sum())
        if links > MOST_LINKS:
            raise GeometryError(
                f"the outputs read more than {MOST_LINKS} samples of this input, too many to "
                "follow. Lower the input size."
            )
        positions.append(read[_ranges(low, high)] + np.repeat(starts, high - low))
        readers.append(np.repeat(alike, high - low))
    return np.concatenate(readers), np.concatenate(positions)


def _starts(samples: Samples, advance: int, count: int, size: int) -> np.ndarray:
    """Where `count` units begin to read; far outside the input, any place outside will do."""
    outside = -samples.bits.bit_length()
    starts = (samples.first + turn * advance for turn in range(count))
    return np.array([max(outside, min(start, size)) for start in starts], int)


def _ranges(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Join the whole numbers from each `low` to before its `high`.

    >>> _ranges(np.array([0, 5]), np.array([2, 8]))
    array([0, 1, 5, 6, 7])
    """
    lengths = high - low
    return np.arange(lengths.sum()) + np.repeat(high - np.cumsum(lengths), lengths)


def _classes(reads: list[Reads], units: int, positions: int) -> np.ndarray:
    """Join all positions that one unit reads, and so on: connected components [1]_.

    Units and positions are the vertices of a graph, and each position a unit
    reads is an edge; positions of one component are one class. The graph is
    numbered with the units first: unit u is vertex u, position p is vertex
    ``units + p``. At rate 2, unit 2 reads positions 0, 2, 4 and unit 3
    reads 1, 3, 5: two components, the even and the odd positions.

    References
    ----------
    .. [1] `scipy.sparse.csgraph.connected_components`.
    """
    readers = np.concatenate([units for units, _ in reads])
    read = np.concatenate([positions for _, positions in reads])
    read = read[np.argsort(readers, kind="stable")]
    ends = np.cumsum(np.bincount(readers, minlength=units + positions))
    links = csr_array(
        (np.ones(len(read)), units + read, np.concatenate([[0], ends])),
        shape=(units + positions, units + positions),
    )
    _, labels = connected_components(links, directed=False)
    return _numbered(labels[units:], np.bincount(read, minlength=positions) > 0)


def _numbered(labels: np.ndarray, read: np.ndarray) -> np.ndarray:
    """Number the classes in order of appearance, what is never read as -1."""
    names: dict[int, int] = {}
    numbers = [
        names.setdefault(label, len(names)) if is_read else NEVER_READ
        for label, is_read in zip(labels.tolist(), read.tolist(), strict=True)
    ]
    return np.array(numbers, int)


def _product(rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    read = (rows[:, None] >= 0) & (cols >= 0)
    pairs = rows[:, None] * (cols.max(initial=0) + 1) + cols
    return np.where(read, pairs, NEVER_READ)
