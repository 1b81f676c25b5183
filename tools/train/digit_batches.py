"""Digits to train on: somewhere on the field, a little larger or smaller, a little turned."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from dilviz.learned.digits import FIELD, HELD_OUT, INK, SIZE, held_out, held_out_corners, place
from dilviz.learned.digits import share_right as share_right_of

SIZES = (0.9 * SIZE, 1.1 * SIZE)
TURNED = 0.15  # radians, either way
AT_ONCE = 32  # held-out digits


class DigitBatches:
    """Draws batches, and measures a network on the held-out digits."""

    def __init__(self) -> None:
        from sklearn.datasets import load_digits

        data = load_digits()
        self.digits = data.images[:-HELD_OUT].astype(np.uint8)  # (1400, 8, 8)
        self.labels = data.target[:-HELD_OUT]

    def draw(self, random: np.random.Generator, batch: int) -> tuple[Tensor, Tensor]:
        """Fields (N, 1, 48, 48), and the digit of every ink pixel, -1 on paper."""
        chosen = random.integers(0, len(self.digits), batch)
        fields = place(
            self.digits[chosen],
            random.integers(0, FIELD - SIZE + 1, (batch, 2)),
            random.uniform(*SIZES, batch),
            random.uniform(-TURNED, TURNED, batch),
        )
        labels = np.where(fields >= INK, self.labels[chosen, None, None], -1)
        return torch.from_numpy(fields[:, None]), torch.from_numpy(labels)

    def loss(self, scores: Tensor, labels: Tensor) -> Tensor:
        """Cross-entropy over the ink pixels."""
        return nn.functional.cross_entropy(scores, labels.long(), ignore_index=-1)

    def result(self, network: nn.Module) -> dict[str, float]:
        """Measure a trained network."""
        digits, labels = held_out()
        fields = place(digits, held_out_corners())
        with torch.no_grad():
            scores = torch.cat(
                [network(part[:, None]) for part in torch.from_numpy(fields).split(AT_ONCE)]
            )
        return {"right": share_right_of(scores.numpy(), fields, labels)}
