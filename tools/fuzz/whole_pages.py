"""Everything that pages, routes and the command line compute from one network."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import dilviz
from dilviz.command_line import run
from dilviz.export import sharing
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.export.report import report
from dilviz.fields.effective import effective_field
from dilviz.fields.path_map import path_map
from dilviz.figures import effective, gridding, receptive
from dilviz.figures.gridding_choices import fix_rows
from dilviz.figures.gridding_photo import photo_data
from dilviz.figures.hole_verdicts import hole_verdicts
from dilviz.figures.unit_field import roomy_size, unit_field
from dilviz.gridding.repair import remedies
from dilviz.network.network import Network
from dilviz.pictures.filmstrip import impulse_frames
from dilviz.ui.stack import layer_rows
from tools.fuzz.watch import Watch

SIZES = (None, (20, 33))

Steps = Iterator[tuple[str, Callable[[], Any]]]


def follow(network: Network, watch: Watch) -> None:
    """Compute all of it, step by step."""
    for name, do in _steps(network):
        watch.step(name, do)


def _steps(network: Network) -> Steps:
    yield "spelling", lambda: _spelled_the_same(network)
    yield "JSON", lambda: json.dumps(dilviz.network_to_json(network))
    for size in SIZES:
        yield from _stack(network, size)
    yield from _gridding(network)
    yield "filmstrip", lambda: list(impulse_frames(network))
    for command in ("rf", "coverage", "cost"):
        yield f"command {command}", partial(_command, command, network)
    for framework in NETWORK_FRAMEWORKS:
        yield f"code for {framework}", partial(network_code, network, framework)


def _stack(network: Network, size) -> Steps:
    yield "report", lambda: _as_text(network, size)
    yield "growth", lambda: receptive.growth(network, dilviz.receptive_fields(network, size))
    yield "outline", lambda: None if network.is_chain else receptive.outline(network)
    yield "profile", lambda: _profile(network, size)
    yield "path map", lambda: effective.map_picture(*path_map(network, input_size=size))
    yield "unit over an image", lambda: _unit(network, size)
    yield "exact counts", lambda: effective.exact_counts(network)
    yield "table", lambda: layer_rows.network_of(layer_rows.rows_of(network), network)


def _gridding(network: Network) -> Steps:
    yield "field", lambda: gridding.field_data(network)
    yield "verdicts", lambda: hole_verdicts(network)
    yield "classes", lambda: gridding.class_data(network, (20, 20))
    yield "photographs", lambda: photo_data(network, "cat")
    yield "remedies", lambda: remedies(network)
    yield "fixes", lambda: fix_rows(network)


def _spelled_the_same(network: Network) -> None:
    """The canonical notation is read again as the same network."""
    text = str(network)
    assert str(dilviz.parse_network(text)) == text, f"not stable: {text[:200]!r}"


def _as_text(network: Network, size) -> None:
    described = report(network, size, channels=3)
    json.dumps(described, allow_nan=False)
    sharing.csv_table(described["layers"])
    sharing.markdown_table("", described["layers"], "")


def _profile(network: Network, size) -> None:
    field = effective_field(network, input_size=size)
    effective.profile(field)
    effective.facts(field)


def _unit(network: Network, size) -> None:
    placed = size or roomy_size(dilviz.receptive_field(network, None, None), network)
    unit_field(network, placed, None, None)


def _command(command: str, network: Network) -> None:
    run([command, str(network), "--input", "20x33"])
