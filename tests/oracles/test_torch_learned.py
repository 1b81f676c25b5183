"""The trained networks in PyTorch: equal outputs and gradients, and training that repeats."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from dilviz import network_from_onnx
from dilviz.fields.field import receptive_field
from dilviz.learned.backward import input_gradient
from dilviz.learned.digits import held_out, place
from dilviz.learned.networks import LEARNED
from dilviz.learned.running import run
from dilviz.learned.weights import trained_weights
from tools.train import loop
from tools.train.module import torch_module, weights_of
from tools.train.plan import PLANS, Job


def drawing():
    return place(held_out()[0][:1], np.array([[3, 11]]))[0]


def close(ours, theirs):
    """To 1e-5 of the largest number."""
    np.testing.assert_allclose(ours, theirs, atol=1e-5 * np.abs(theirs).max(), rtol=0)


@pytest.mark.parametrize("key", LEARNED)
def test_outputs_and_gradients_are_equal(key):
    network, weights = LEARNED[key].network, trained_weights(key)
    x = torch.from_numpy(drawing())[None, None].requires_grad_()
    outputs = torch_module(network, weights)(x)[0]
    close(run(network, weights, drawing()[None]), outputs.detach().numpy())
    asked = np.random.default_rng(3).normal(size=outputs.shape).astype(np.float32)
    (outputs * torch.from_numpy(asked)).sum().backward()
    close(input_gradient(network, weights, drawing()[None], asked), x.grad[0].numpy())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the exporter that needs no package
@pytest.mark.parametrize("key", LEARNED)
def test_the_exported_file_is_read_with_the_same_field(key, tmp_path):
    module = torch_module(LEARNED[key].network, trained_weights(key)).eval()
    path = tmp_path / "network.onnx"
    torch.onnx.export(module, (torch.zeros(1, 1, 48, 48),), path, dynamo=False)
    assert receptive_field(network_from_onnx(path)).size == (LEARNED[key].field,) * 2


def short(key, steps=8):
    """A training of a few steps."""
    return Job(LEARNED[key], 0, replace(PLANS[LEARNED[key].task], steps=steps))


@pytest.mark.parametrize("key", ["digits/context module", "noise/equal rates 2"])
def test_training_on_one_thread_gives_the_same_weights_again(key):
    first, second = (loop.train(short(key)) for _ in range(2))
    assert first.result == second.result
    for (weight, bias), (weight_again, bias_again) in zip(
        first.weights, second.weights, strict=True
    ):
        assert (weight == weight_again).all() and (bias == bias_again).all()


def test_a_multiplied_in_normalisation_computes_the_same():
    network = LEARNED["digits/context module"].network
    module = torch_module(network, trained_weights("digits/context module"), normalised=True)
    x = torch.from_numpy(drawing())[None, None]
    with torch.no_grad():
        for _ in range(5):
            module(x)  # the normalisations learn mean and variance
        outputs = module.eval()(x)[0].numpy()
    close(run(network, weights_of(module), drawing()[None]), outputs)


def test_the_loss_falls_by_a_third_in_150_steps():
    trained = loop.train(short("digits/equal rates 4", steps=150))
    assert trained.curve[-1][1] < 0.7 * trained.curve[0][1]
