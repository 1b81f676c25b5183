"""Notations of networks that are made of repeated parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence


def stack(rates: Iterable[int], kernel_size: int = 3, more: str = "") -> str:
    """Write layers that differ in their dilation rate only.

    >>> stack([1, 2], more="valid")
    'conv3 valid, conv3 d2 valid'
    """
    return ", ".join(
        " ".join(filter(None, [f"conv{kernel_size}", f"d{rate}" * (rate > 1), more]))
        for rate in rates
    )


def context_module(
    rates: Sequence[int], channels: int | None = None, *, pad_once: bool = False
) -> str:
    """Write a context module and its last 1 x 1 layer.

    Parameters
    ----------
    rates : sequence of int
        Of the 3 x 3 layers.
    channels : int, optional
    pad_once : bool
        Whether the first layer pads for all of them; else each pads by its own rate.

    Examples
    --------
    >>> context_module([1, 2])
    'conv3, conv3 d2, conv1'
    >>> context_module([1, 2], pad_once=True)
    'conv3 p3, conv3 d2 valid, conv1'
    """
    layers = stack(rates, more="valid" if pad_once else "").split(", ")
    if pad_once:
        layers[0] = layers[0].replace("valid", f"p{sum(rates)}")
    wide = "" if channels is None else f" c{channels}"
    return ", ".join(layer + wide for layer in [*layers, "conv1"])


def vgg_16(
    *, padded: bool = True, pools: Container[int] = range(1, 6), conv5: int = 1, fc6: int = 1
) -> str:
    """Write VGG-16 up to fc7.

    Parameters
    ----------
    padded : bool
        Whether the 3 x 3 layers keep the size of their maps.
    pools : container of int
        The numbers of the poolings that are there.
    conv5, fc6 : int
        Dilation rates of these layers.
    """
    parts = []
    for number, (convs, channels) in enumerate(
        [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)], start=1
    ):
        layer = stack([conv5 if number == 5 else 1], more="" if padded else "valid")
        parts += [f"conv{number}_{i + 1}: {layer} c{channels}" for i in range(convs)]
        parts += [f"pool{number}: maxpool2"] * (number in pools)
    parts += [f"fc6: {stack([fc6], 7, 'valid')} c4096", "fc7: conv1 c4096"]
    return ", ".join(parts)


def front_end(classes: int) -> str:
    """Write Yu and Koltun's front end: VGG-16 with dilation for its last two poolings."""
    return f"{vgg_16(padded=False, pools=(1, 2, 3), conv5=2, fc6=4)}, final: conv1 c{classes}"


def dilated_network(rates: Sequence[int], classes: int, *, pad_once: bool = False) -> str:
    """Write the front end and a context module behind it (Dilation7, 8, 10)."""
    return f"{front_end(classes)}, {context_module(rates, classes, pad_once=pad_once)}"


def resnet_50(stride_in: int) -> str:
    """Write ResNet-50 with the stride of a stage in its first 1 x 1 (1) or 3 x 3 (3) layer."""
    parts = ["stem: conv7 s2 c64, pool: maxpool3 s2 p1"]
    for number, (units, channels) in enumerate([(3, 64), (4, 128), (6, 256), (3, 512)], start=1):
        stride = "" if number == 1 else " s2"
        at_1x1, at_3x3 = (stride, "") if stride_in == 1 else ("", stride)
        wide = 4 * channels
        first = f"conv1{at_1x1} c{channels}, conv3{at_3x3} c{channels}, conv1 c{wide}"
        parts.append(f"[{first} | conv1{stride} c{wide}] add")
        rest = f"[conv1 c{channels}, conv3 c{channels}, conv1 c{wide} | id]"
        parts.append(f"stage{number}: {units - 1}*({rest})")
    return ", ".join(parts)


def drn_c_26() -> str:
    """Write DRN-C-26: strides up to an output stride of 8, then rates 2 and 4, then degridding."""
    parts = ["stem: conv7 c16, level1: [2*(conv3 c16) | id]"]
    for channels, units in [(32, 1), (64, 2), (128, 2)]:
        parts.append(f"[conv3 s2 c{channels}, conv3 c{channels} | conv1 s2 c{channels}] add")
        parts += [f"[2*(conv3 c{channels}) | id]"] * (units - 1)
    for level, channels, rate in [(5, 256, 2), (6, 512, 4)]:
        convs = f"2*(conv3 d{rate} c{channels})"
        parts += [f"[{convs} | conv1 c{channels}] add", f"level{level}: [{convs} | id]"]
    parts.append("level7: 2*(conv3 d2 c512), level8: 2*(conv3 c512)")
    return ", ".join(parts)


def temporal_network(
    kernel_size: int, levels: int, *, convs_per_block: int = 2, stacks: int = 1
) -> str:
    """Write a causal temporal convolutional network with rates 1, 2, 4, ... and residual blocks.

    Parameters
    ----------
    kernel_size : int
    levels : int
        Blocks in a stack; the rate doubles from one to the next.
    convs_per_block : int
        Two in Bai, Kolter and Koltun's code; one has no residual path here.
    stacks : int
        How many times the whole is repeated.

    Examples
    --------
    >>> temporal_network(3, 2)
    '1d, [2*(conv3 causal) | id], [2*(conv3 d2 causal) | id]'
    >>> temporal_network(2, 3, convs_per_block=1, stacks=2)
    '1d, 2*(conv2 causal, conv2 d2 causal, conv2 d4 causal)'
    """
    layers = stack([2**level for level in range(levels)], kernel_size, "causal").split(", ")
    blocks = [
        layer if convs_per_block == 1 else f"[{convs_per_block}*({layer}) | id]" for layer in layers
    ]
    whole = ", ".join(blocks)
    return f"1d, {whole if stacks == 1 else f'{stacks}*({whole})'}"


def yolov8n_backbone() -> str:
    """Write the backbone of YOLOv8n, from its published description.

    A C2f block splits its channels into halves; two 1 x 1 layers side by side have the same
    weights and say so in this notation.

    >>> yolov8n_backbone()[:25]
    'conv3 s2 c16, conv3 s2 c3'
    """
    stages = [(32, 1), (64, 2), (128, 2), (256, 1)]
    parts = ["conv3 s2 c16"]
    for number, (channels, bottlenecks) in enumerate(stages, start=2):
        parts.append(f"conv3 s2 c{channels}")
        parts.append(_split_block(f"stage{number}", channels, bottlenecks))
    pooled = "[id | maxpool5 s1 p2] concat"
    for _ in range(2):
        pooled = f"[id | maxpool5 s1 p2, {pooled}] concat"
    return ", ".join([*parts, "conv1 c128", pooled, "sppf: conv1 c256"])


def _split_block(name: str, channels: int, bottlenecks: int) -> str:
    """A half that passes, a half through residual blocks, and the output of each of these."""
    half = channels // 2
    inner = f"[2*(conv3 c{half}) | id] add"
    outputs = f"[id | {inner}] concat"
    for _ in range(bottlenecks - 1):
        outputs = f"[id | {inner}, {outputs}] concat"
    return f"[conv1 c{half} | conv1 c{half}, {outputs}] concat, {name}: conv1 c{channels}"
