"""How far the settings of the explorer go: name in the link -> (lowest, highest)."""

from dilviz.pictures.explorer_inputs import LARGEST

BOUNDS = {"n": (1, LARGEST), "k": (1, 9), "d": (1, 16), "s": (1, 8), "p": (0, 16), "rates": (1, 8)}
