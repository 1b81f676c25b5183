"""The identity initialisation passes maps through, as Equations 4 and 5 promise."""

from itertools import product

import numpy as np
import pytest

from dilviz.papers.context_module import FORMS, ContextModule
from dilviz.papers.initialisation import identity_weights, smoothing_weights


@pytest.mark.parametrize("padding", ["once", "same"])
@pytest.mark.parametrize("form", FORMS)
def test_the_start_is_the_truncated_input(form, padding):
    module = ContextModule(form, 3, padding)
    maps = np.random.default_rng(1).normal(size=(3, 9, 12))
    weights = [weight.astype(float) for weight in identity_weights(module)]
    result = module.run(maps, weights)[-1]
    np.testing.assert_allclose(result, np.maximum(maps, 0), rtol=1e-6, atol=1e-6)
    assert (maps < 0).any()
    untruncated = module.run(maps, weights, truncate=False)[-1]
    np.testing.assert_allclose(untruncated, maps, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("form", FORMS)
def test_each_weight_equals_equation_5(form):
    module = ContextModule(form, 2)
    weights = identity_weights(module)
    for c_in, c_out, weight in zip(module.channels, module.channels[1:], weights, strict=False):
        middle = weight.shape[-1] // 2
        for b, a, i, j in product(*map(range, weight.shape)):
            linked = i == j == middle and a * 2 // c_in == b * 2 // c_out
            assert weight[b, a, i, j] == pytest.approx(2 / c_out if linked else 0)


def test_noise_fills_only_the_other_weights_and_is_small():
    module = ContextModule("Large", 2)
    for plain, noisy in zip(identity_weights(module), identity_weights(module, 0.01), strict=True):
        np.testing.assert_array_equal(noisy[plain > 0], plain[plain > 0])
        rest = noisy[plain == 0]
        assert np.abs(rest).max() < 0.06 * plain.max()
        assert rest.std() == pytest.approx(0.01 * plain.max(), rel=0.25)


def test_noise_breaks_the_ties_of_a_block():
    module = ContextModule("Large", 2)
    maps = np.random.default_rng(1).random((2, 9, 12)).astype(np.float32)
    even, noisy = (module.run(maps, identity_weights(module, noise))[0] for noise in (0, 0.01))
    np.testing.assert_array_equal(even[0], even[1])
    assert (noisy[0] != noisy[1]).any()


@pytest.mark.parametrize("form", FORMS)
def test_smoothing_keeps_the_sum_of_an_impulse(form):
    module = ContextModule(form, 2, "once")
    maps = np.zeros((2, 70, 72), np.float32)
    maps[1, 35, 36] = 1
    result = module.run(maps, smoothing_weights(module))[-1]
    assert result[1].sum() == pytest.approx(1, abs=1e-3)
    assert not result[0].any()
