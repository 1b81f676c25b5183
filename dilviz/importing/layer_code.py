"""Networks from pasted code of PyTorch or Keras, which is parsed and never executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from dilviz.errors import GeometryError
from dilviz.importing.keras_layers import KERAS
from dilviz.importing.layer_calls import LayerCall, Reader, Step
from dilviz.importing.printed_model import printed_layers
from dilviz.importing.python_calls import layer_call, written_layers
from dilviz.importing.refused_layers import refusals
from dilviz.importing.torch_layers import TORCH
from dilviz.network.code_text import PRINTED
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.resize import Resize
from dilviz.network.well_formed import LARGEST_NETWORK
from dilviz.network.whole_map import Global

LONGEST_CODE = 100_000  # characters
IN_ORDER = "The layers are taken as a chain, in the order in which they are written."


@dataclass
class Chain:
    """The layers read so far, each reading the one before.

    Attributes
    ----------
    nodes : list of Node
    left_out : list of str
        Layers that follow the last map.
    dimensions : set of int
        That names of layers say: 1, 2 or both.
    notes : list of str
        What the framework refuses to run.
    """

    nodes: list[Node] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    dimensions: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def add(self, path: str, call: LayerCall) -> None:
        """Add a layer.

        Raises
        ------
        GeometryError
            If it is not known, or follows a layer that leaves no map.
        """
        steps = _steps(call)
        for step in steps:
            self._step(path, call, step)
        self.notes += refusals(path, call, steps)
        if call.dimensions:
            self.dimensions.add(call.dimensions)
        if len(self.nodes) > LARGEST_NETWORK:
            raise GeometryError(f"the code has more than {LARGEST_NETWORK} layers.")

    def _step(self, path: str, call: LayerCall, step: Step) -> None:
        if step.op == "head" or (self.left_out and step.op == "identity"):
            self.left_out.append(f"{call.name} {path}")
            return
        if self.left_out:
            raise GeometryError(
                f"{call.name} {path!r} follows {self.left_out[-1]!r}, which leaves no rows and "
                "columns. Paste the layers before it alone."
            )
        before = self.nodes[-1].id if self.nodes else "x"
        taken = {node.id for node in self.nodes}
        name = path
        if step.gate:
            self.nodes.append(Node(f"{path}:whole", step.op, (before,), path=path, **step.settings))
            self.nodes.append(Node(name, "add", (before, f"{path}:whole"), path=path))
            return
        if name in taken:
            name = next(f"{path}:{n}" for n in range(2, 9) if f"{path}:{n}" not in taken)
        self.nodes.append(Node(name, step.op, (before,), path=path, **step.settings))


def network_from_code(text: str) -> Network:
    """Read layers of PyTorch or Keras from their code, or from what ``print(model)`` shows.

    Nothing is executed. Layers make a chain in the order written, sequences within sequences too.

    Parameters
    ----------
    text : str
        Calls such as ``nn.Conv2d(3, 64, 3)`` or ``keras.layers.Conv2D(64, 3)``, one or many, in
        ``nn.Sequential``, ``keras.Sequential``, lists or assignments; or the text of
        ``print(model)``.

    Returns
    -------
    Network
        Flatten, linear layers and what follows are in ``left_out``.

    Raises
    ------
    GeometryError
        For a layer that is not known, with the nearest one that is; for code that does not say
        how its layers are joined.

    Examples
    --------
    >>> network = network_from_code("nn.Conv2d(3, 64, 3, padding=2, dilation=2)")
    >>> str(network)
    'conv3 d2 c64'
    """
    if not isinstance(text, str) or not text.strip():
        raise GeometryError("there is no code. Paste layers such as nn.Conv2d(3, 64, 3).")
    if len(text) > LONGEST_CODE:
        raise GeometryError(
            f"the code has {len(text)} characters; at most {LONGEST_CODE} are read."
        )
    chain = Chain()
    written = printed_layers(text) if PRINTED.search(text) else written_layers(text)
    for path, source in written:
        chain.add(path, layer_call(source))
    return _network(chain)


def _network(chain: Chain) -> Network:
    if len(chain.dimensions) > 1:
        raise GeometryError(
            "the code has layers of one and of two dimensions. Paste those of one alone."
        )
    if not chain.nodes:
        raise GeometryError("the code has no layer that reads rows and columns.")
    one = chain.dimensions == {1}
    if one:
        chain.nodes = [_in_one_dimension(node) for node in chain.nodes]
    network = Network.of(chain.nodes, one_dimensional=one)
    notes = [IN_ORDER] * (len(chain.nodes) > 1) + chain.notes
    return replace(network, left_out=tuple(chain.left_out), notes=tuple(notes))


def _in_one_dimension(node: Node) -> Node:
    """Layers whose name does not say their dimensions act on columns only."""
    layer, settings = node.layer, node.settings
    if node.op == "upsample":
        layer = replace(layer, stride=(1, layer.stride[1]))
    if isinstance(settings, Global):
        settings = Global((False, True), settings.kind)
    if isinstance(settings, Resize):
        settings = replace(
            settings, size=(None, settings.size[1]), scales=(None, settings.scales[1])
        )
    return replace(node, layer=layer, settings=settings)


def _steps(call: LayerCall) -> list[Step]:
    try:
        steps = _reader(call)(call)
    except GeometryError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError):  # a text for a number, ...
        raise GeometryError(
            f"{call.name}: its arguments are not of the kinds that the layer takes. Correct them."
        ) from None
    call.check_names()
    return steps


def _reader(call: LayerCall) -> Reader:
    known = _known(call.prefix)
    if call.name in known:
        return known[call.name]
    written = {name.lower(): name for name in known}
    close = get_close_matches(call.name.lower(), written, 1, 0.6)
    near = f" Did you mean {written[close[0]]!r}?" if close else ""
    hint = near or " Export the model to ONNX instead."
    raise GeometryError(f"the layer {call.name!r} is not known.{hint}")


def _known(prefix: str) -> Mapping[str, Reader]:
    """The layers of the framework that stands before a name, else of both."""
    words = prefix.split(".")
    if "keras" in words or "layers" in words:
        return KERAS
    return TORCH if "nn" in words or "torch" in words else KERAS | TORCH
