"""The layer words of the notation: one entry adds a word."""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Kind:
    """A word of the notation.

    Attributes
    ----------
    op : str
        What it is in the graph: one of `dilviz.node.OPS`.
    sized : bool
        Whether a size follows the word: a kernel size, or the factor of ``up``.
    settings : str
        First letters of the settings it takes.
    """

    op: str
    sized: bool
    settings: str


KINDS = MappingProxyType(
    {
        "conv": Kind("conv", True, "dspcg"),
        "dwconv": Kind("conv", True, "dspc"),
        "maxpool": Kind("pool", True, "dsp"),
        "avgpool": Kind("pool", True, "dsp"),
        "tconv": Kind("conv_transpose", True, "dspocg"),
        "up": Kind("upsample", True, ""),
        "relu": Kind("identity", False, ""),
        "id": Kind("identity", False, "p"),
    }
)
