"""Photographs to train on: patches, turned and mirrored, with fresh noise."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from dilviz.learned.noise import MEASURED_ON, SIGMA, TRAINED_ON, noisy, photograph, psnr

PATCH = 48


class NoiseBatches:
    """Draws batches, and measures a network on photographs that it was not trained on."""

    def __init__(self) -> None:
        self.photographs = [photograph(name) for name in TRAINED_ON]

    def draw(self, random: np.random.Generator, batch: int) -> tuple[Tensor, Tensor]:
        """Noisy patches, and their noise; both (N, 1, 48, 48)."""
        patches = np.stack([self._patch(random) for _ in range(batch)])[:, None]
        noise = random.normal(0, SIGMA, patches.shape).astype(np.float32)
        return torch.from_numpy(patches + noise), torch.from_numpy(noise)

    def _patch(self, random: np.random.Generator) -> np.ndarray:
        clean = self.photographs[random.integers(len(self.photographs))]
        row, col = (random.integers(0, size - PATCH + 1) for size in clean.shape)
        patch = np.rot90(clean[row : row + PATCH, col : col + PATCH], int(random.integers(4)))
        return patch[:, ::-1] if random.integers(2) else patch

    def loss(self, predicted: Tensor, noise: Tensor) -> Tensor:
        """Mean squared error, in units of the noise: 1 for a network that predicts nothing."""
        return nn.functional.mse_loss(predicted, noise) / SIGMA**2

    def result(self, network: nn.Module) -> dict[str, float]:
        """Measure a trained network: one number for each photograph."""
        results = {}
        for name in MEASURED_ON:
            clean = photograph(name)
            given = noisy(clean)
            with torch.no_grad():
                noise = network(torch.from_numpy(given)[None, None])[0, 0].numpy()
            results[name] = psnr(given - noise, clean)
        return results
