"""Table 1, the surgery and the scores, as plain data for the module component."""

from __future__ import annotations

from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.papers.context_module import ContextModule
from dilviz.papers.scores import Score, difference, table
from dilviz.papers.vgg_surgery import FRONT_END_STAGES, FrontEndStage

IMAGE = (512, 512)  # for the multiply-adds of the surgery


def layer_table(module: ContextModule, size: Pair) -> dict[str, Any]:
    """Describe the eight layers for maps of this size.

    >>> layer_table(ContextModule("Basic", 21), (64, 64))["totals"]
    {'weights': 28224, 'squares': 64, 'multiply_adds': 115605504}
    """
    layers = module.layers(size)
    weights = sum(layer.weights for layer in layers)
    names = ["number", "kernel_size", "dilation", "truncated", "field", "channels_in"]
    names += ["channels_out", "output_size", "weights", "multiply_adds"]
    return {
        "classes": module.classes,
        "layers": [{name: getattr(layer, name) for name in names} for layer in layers],
        "totals": {
            "weights": weights,
            "squares": weights // module.classes**2,
            "multiply_adds": sum(layer.multiply_adds for layer in layers),
        },
    }


def surgery(last: int) -> list[dict[str, Any]]:
    """Describe VGG-16 and the cuts up to number `last`, the untouched network being 0."""
    trained = [FRONT_END_STAGES[0].spacing("conv5_1"), FRONT_END_STAGES[0].spacing("fc6")]
    return [
        {
            "title": stage.title,
            "why": stage.why,
            "blocks": _blocks(stage),
            "field": stage.field,
            "stride": stage.stride,
            "conv5_spacing": stage.spacing("conv5_1"),
            "fc6_spacing": stage.spacing("fc6"),
            "trained": trained,
            "multiply_adds": stage.head_multiply_adds(IMAGE),
        }
        for stage in FRONT_END_STAGES[: last + 1]
    ]


def _blocks(stage: FrontEndStage) -> list[dict[str, str]]:
    pads = "padded by 1" if stage.padded else "not padded"
    return [
        {"name": "conv1 to conv4, pool1 to pool3", "note": pads, "state": ""},
        {"name": "pool4", "note": "", "state": "pool" if 4 in stage.pools else "removed"},
        _dilated("conv5", stage.conv5),
        {"name": "pool5", "note": "", "state": "pool" if 5 in stage.pools else "removed"},
        _dilated("fc6, 7 × 7", stage.fc6),
        {"name": "fc7, final", "note": "", "state": ""},
    ]


def _dilated(name: str, rate: int) -> dict[str, str]:
    return {"name": name, "note": f"rate {rate}", "state": "dilated" if rate > 1 else ""}


_TITLES = {
    2: "Table 2: the front end alone",
    3: "Table 3: what the module adds",
    4: "Table 4: on the test images",
}
_PAIRS = {  # what the panel of a table subtracts
    2: (("front end", "FCN-8s"), ("front end", "DeepLab"), ("front end", "DeepLab-Msc")),
    3: (("front end + Basic", "front end"), ("front end + Large", "front end")),
    4: (("front end + Large", "front end"),),
}


def score_tables() -> list[dict[str, Any]]:
    """Describe Tables 2 to 4: each its own panel, differences only inside a panel.

    >>> score_tables()[1]["differences"][0]
    'front end + Basic over front end: +1.5 points'
    """
    return [_panel(number) for number in _TITLES]


def _panel(number: int) -> dict[str, Any]:
    scores = table(number)
    by_name = {score.name: score for score in scores}
    caption = scores[0].caption
    return {
        "title": _TITLES[number],
        "setting": f"VOC 2012 {caption.split}, trained on {caption.training}. Mean IoU in %.",
        "rows": [
            {"name": score.name, "value": score.value, "kind": _kind(score)} for score in scores
        ],
        "differences": [
            f"{better} over {worse}: {difference(by_name[better], by_name[worse]):+.1f} points"
            for better, worse in _PAIRS[number]
        ],
    }


def _kind(score: Score) -> str:
    if not score.dilated:
        return "other"
    return "context" if score.context else "frontend"
