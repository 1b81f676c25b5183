"""Sets of positions as the bits of one integer: bit ``i`` is position ``i``."""

import numpy as np


def fill(count: int) -> int:
    """Set the first `count` bits.

    >>> bin(fill(3))
    '0b111'
    """
    return (1 << count) - 1


def stretch(bits: int, step: int) -> int:
    """Move bit ``i`` to ``i * step``.

    >>> bin(stretch(0b1011, 2))
    '0b1000101'
    """
    if step == 1:
        return bits
    return int(("0" * (step - 1)).join(f"{bits:b}"), 2)


def every(bits: int, start: int, step: int) -> int:
    """Keep the bits ``start``, ``start + step``, ... and move them together.

    >>> bin(every(0b110110, 1, 2))
    '0b101'
    """
    if step == 1:
        return bits >> start
    return int(f"{bits:b}"[::-1][start::step][::-1] or "0", 2)


def mirror(bits: int, width: int) -> int:
    """Move bit ``i`` to ``width - 1 - i``.

    >>> bin(mirror(0b0011, 4))
    '0b1100'
    """
    return int(f"{bits:0{width}b}"[::-1], 2)


def flags(bits: int, count: int) -> np.ndarray:
    """Write the first `count` bits as bools, shape (count,).

    >>> flags(0b1011, 5)
    array([ True,  True, False,  True, False])
    """
    raw = np.frombuffer(bits.to_bytes(-(-count // 8), "little"), np.uint8)
    return np.unpackbits(raw, bitorder="little", count=count).astype(bool)
