"""What happens at the border: how a pad is filled, whether a pool keeps a cut-off window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.errors import check_choice
from dilviz.network.op_settings import OpSettings, check_flag


@dataclass(frozen=True)
class Pad(OpSettings):
    """How a pad fills what it adds.

    Attributes
    ----------
    padding_mode : str
        "zeros" reads nothing; "reflect", "replicate" and "circular" read real samples.
    """

    op: ClassVar[str] = "pad"
    padding_mode: str = "zeros"

    def __post_init__(self) -> None:
        check_choice(self.padding_mode, "padding mode", PADDING_MODES)

    @property
    def is_default(self) -> bool:
        return self.padding_mode == "zeros"

    @property
    def outside(self) -> str:
        return self.padding_mode


@dataclass(frozen=True)
class Pool(OpSettings):
    """Whether a pool also takes a last window that reaches beyond the padded input.

    Attributes
    ----------
    ceil_mode : bool
        As in PyTorch: the window counts if it starts inside the input or the padding before it.
    """

    op: ClassVar[str] = "pool"
    ceil_mode: bool = False

    def __post_init__(self) -> None:
        check_flag(self.ceil_mode, "ceil_mode")

    @property
    def is_default(self) -> bool:
        return not self.ceil_mode
