"""The addresses of sources, found in how they are cited."""

from __future__ import annotations

import re
from types import MappingProxyType

_ARXIV = re.compile(r"\(?arXiv[: ](\d{4}\.\d{4,5})\)?")
_PROJECTS = {
    name: f"https://github.com/{name}"
    for name in (
        "fyu/dilation",
        "google-research/receptive_field",
        "Fangyh09/pytorch-receptive-field",
        "MLRichter/receptive_field_analysis_toolbox",
        "philipperemy/keras-tcn",
        "shelfwise/receptivefield",
        "vdumoulin/conv_arithmetic",
        "distillpub/post--receptive-field",
    )
}
_ISSUES = {
    "nashory/DeLF-pytorch issue 15": "https://github.com/nashory/DeLF-pytorch/issues/15",
    "peiyunh/tiny issue 69": "https://github.com/peiyunh/tiny/issues/69",
    "github.com/nashory/DeLF-pytorch/issues/15": "https://github.com/nashory/DeLF-pytorch/issues/15",
}
_PAGES = {
    "tf.nn.atrous_conv2d": "https://www.tensorflow.org/api_docs/python/tf/nn/atrous_conv2d",
    "codingace.net/ai/receptive_field.html": "https://codingace.net/ai/receptive_field.html",
    "tooljolt.com/tools/dilated-conv-receptive-field-calculator": "https://tooljolt.com/tools/"
    "dilated-conv-receptive-field-calculator",
}
ADDRESSES = MappingProxyType(_PROJECTS | _ISSUES | _PAGES)
_CITED = re.compile("|".join([_ARXIV.pattern, *map(re.escape, ADDRESSES)]))


def source_parts(source: str) -> list[list[str]]:
    """Split a source into texts, each with its address; empty for a text that has none.

    >>> source_parts("Bai et al., arXiv:1803.01271, Table 1")
    [['Bai et al., ', ''], ['arXiv:1803.01271', 'https://arxiv.org/abs/1803.01271'], \
[', Table 1', '']]
    """
    parts, end = [], 0
    for cited in _CITED.finditer(source):
        parts += [[source[end : cited.start()], ""], [cited[0], _address(cited)]]
        end = cited.end()
    parts.append([source[end:], ""])
    return [part for part in parts if part[0]]


def _address(cited: re.Match[str]) -> str:
    return f"https://arxiv.org/abs/{cited[1]}" if cited[1] else ADDRESSES[cited[0]]
