"""The places where a stranger's bytes enter: one entry adds one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from json import dumps
from urllib.parse import parse_qsl

import dilviz
from dilviz.convolution.layer import Layer
from dilviz.convolution.layer_text import read_channels, read_padding, read_size, read_unit
from dilviz.convolution.layer_view import view_layer
from dilviz.convolution.matrix_text import read_matrix, write_matrix
from dilviz.export.layer_code import layer_code
from dilviz.figures.output_picture import output_picture
from dilviz.network.network import Network
from dilviz.pictures.filter_link import at_rate, read_filter, write_filter
from dilviz.server.decoding import LARGEST_SIDE, decode_picture
from dilviz.ui.components.explore.cell_text import read_cell
from dilviz.ui.components.explore.settings import from_link
from dilviz.ui.linked_figure import find_figure
from dilviz.web.embed import page
from dilviz.web.parameters import read_parameters
from dilviz.web.question import Question, answer
from tools.fuzz import seeds
from tools.fuzz.found import FOUND_JSON, FOUND_NOTATION, FOUND_ONNX
from tools.fuzz.watch import Watch
from tools.fuzz.whole_pages import follow


@dataclass(frozen=True)
class Entrance:
    """One place.

    Attributes
    ----------
    take : callable
        Does with some bytes what the app does with them.
    seeds : tuple of bytes
        Good inputs to start from.
    words : tuple of bytes
        What inputs are made of.
    quick : int
        Inputs that a quick run tries.
    found : tuple of bytes
        What once crashed or hung.
    """

    take: Callable[[bytes, Watch], None]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]
    quick: int
    found: tuple[bytes, ...] = ()


def network(read: Callable[[bytes], Network]) -> Callable[[bytes, Watch], None]:
    """A network: in one line or as JSON, in a file or a link, or as ONNX."""

    def take(data: bytes, watch: Watch) -> None:
        found = watch.step("reading", lambda: read(data))
        if found is not None:
            follow(found, watch)

    return take


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def picture(data: bytes, watch: Watch) -> None:
    """An uploaded picture."""
    decoded = watch.step("decoding", lambda: decode_picture(data))
    if decoded is not None:
        rows, cols, colours = decoded.pixels.shape
        assert 1 <= rows <= LARGEST_SIDE and 1 <= cols <= LARGEST_SIDE and colours == 3


def explore(data: bytes, watch: Watch) -> None:
    """A link to Explore."""
    query = _query(data)
    found = watch.step("reading", lambda: from_link(query))
    assert found is not None, "a link to Explore is never refused as a whole"
    settings, _ = found
    assert from_link(settings.to_link()) == (settings, []), "a link that is not stable"
    layer, mode, flip = settings.layer, settings.mode, settings.flip
    watch.step("code", lambda: layer_code(layer, settings.input_size, mode=mode, flip=flip))
    watch.step(
        "values",
        lambda: view_layer(
            settings.samples(), settings.weights(), layer, padding_mode=mode, flip=flip
        ),
    )


def question(data: bytes, watch: Watch) -> None:
    """A question to the HTTP interface, and the same link to the light page."""
    query = _query(data)
    watch.step("answering", lambda: answer.__wrapped__(Question.of(query)))
    about = {"net": ""} | read_parameters(query)
    shown = watch.step("light page", lambda: page(about, "auto"))
    assert shown and shown.count("<script") == seeds.SCRIPTS, "a link became markup"


def kernel_on_picture(data: bytes, watch: Watch) -> None:
    """A link to the Images page, asked over HTTP for its output."""
    read = watch.step("reading", lambda: read_filter(_query(data)))
    if read is None:
        return
    link = at_rate(write_filter("cat", *read), read[1].layer.dilation[0])
    assert write_filter("cat", *read_filter(_query(link.encode()))) in link, "no stable spelling"
    watch.step("filtering", lambda: output_picture(seeds.SMALL_PHOTO, *read))


def figures(data: bytes, watch: Watch) -> None:
    """A figure that is asked for ahead of its page: the page, the figure, and a link."""
    place, _, query = _text(data).partition("?")
    page_, _, key = place.partition("/")
    found = find_figure(page_, key)
    if found is None:
        return
    answer = watch.step(place, lambda: found.answer(dict(parse_qsl(query))))
    if answer is not None:
        watch.step("JSON", lambda: dumps(answer, allow_nan=False))  # browsers read no NaN


def weights(data: bytes, watch: Watch) -> None:
    """Numbers of a kernel, a padding, a pair, as people type them."""
    text = _text(data)
    kernel = watch.step("weights", lambda: read_matrix(text, "weights", 9))
    if kernel is not None:
        again = read_matrix(write_matrix(kernel), "weights", 9)
        assert again.shape == kernel.shape
    for read in (read_cell, read_size, read_unit, read_channels):
        watch.step(read.__name__, partial(read, text))
    padding = watch.step("padding", lambda: read_padding(text, 16))
    if padding is not None:
        Layer.of(3, padding=padding)


def _query(data: bytes) -> dict[str, str]:
    return dict(parse_qsl(_text(data)))


notation = network(lambda data: dilviz.parse_network(_text(data)))
json = network(lambda data: dilviz.network_from_json(_text(data)))
onnx = network(dilviz.network_from_onnx)

ENTRANCES = {
    "notation": Entrance(notation, seeds.NOTATION, seeds.NOTATION_WORDS, 60, FOUND_NOTATION),
    "json": Entrance(json, seeds.JSON, seeds.JSON_WORDS, 120, FOUND_JSON),
    "onnx": Entrance(onnx, seeds.ONNX, seeds.ONNX_WORDS, 200, FOUND_ONNX),
    "picture": Entrance(picture, seeds.PICTURES, seeds.PICTURE_WORDS, 1200),
    "explore": Entrance(explore, seeds.EXPLORE, seeds.LINK_WORDS, 250),
    "question": Entrance(question, seeds.QUESTIONS, seeds.LINK_WORDS, 300),
    "kernel": Entrance(kernel_on_picture, seeds.FILTERS, seeds.FILTER_WORDS, 150),
    "figures": Entrance(figures, seeds.FIGURES, seeds.FIGURE_WORDS, 80),
    "weights": Entrance(weights, seeds.WEIGHTS, seeds.NUMBER_WORDS, 1500),
}
