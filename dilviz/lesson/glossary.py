"""The words of the lesson: one plain sentence each, and the step that uses it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Entry:
    """One word.

    Attributes
    ----------
    term : str
    meaning : str
        One sentence that needs no other word of the list that comes later.
    step : str
        The step whose text marks it, in `dilviz.lesson.steps`.
    """

    term: str
    meaning: str
    step: str


_ENTRIES = (
    Entry("layer", "One stage of a network: it turns one picture into another.", "one-output"),
    Entry("input", "What a layer reads: a picture, or the output of another layer.", "one-output"),
    Entry("output", "What a layer makes, or one number of it.", "one-output"),
    Entry("kernel", "The small grid of numbers that a layer places on its input.", "one-output"),
    Entry(
        "tap", "One place of the kernel, together with the input pixel that it reads.", "one-output"
    ),
    Entry("weight", "The number of a tap: it multiplies what the tap reads.", "formula"),
    Entry("sample", "One number of the input; in a picture, a pixel of one channel.", "formula"),
    Entry(
        "cross-correlation",
        "Multiply and add with the kernel as it is; a convolution in the strict sense flips the "
        "kernel first.",
        "formula",
    ),
    Entry(
        "dilation rate",
        "The distance d from one tap to the next, in samples; at 1 the taps are neighbours.",
        "rate",
    ),
    Entry(
        "effective kernel size",
        "The samples from the first tap to the last, both included: d · (k − 1) + 1.",
        "nine-dots",
    ),
    Entry(
        "channel", "One of the maps that a layer reads or makes; a colour picture has 3.", "cost"
    ),
    Entry("multiply-add", "One multiplication and one addition: the unit of work.", "cost"),
    Entry(
        "padding",
        "Samples that are added around the input, usually zeros, so that the kernel fits.",
        "output-size",
    ),
    Entry(
        "stride",
        "The number of samples that the kernel moves from one output to the next; usually 1.",
        "output-size",
    ),
    Entry("stack", "Layers in a row, each reading the output of the one below.", "linear"),
    Entry(
        "receptive field",
        "The samples from the first to the last that can change one output, skipped ones included.",
        "linear",
    ),
    Entry("path", "A chain of taps, one in each layer, from an output to a sample.", "cone"),
    Entry(
        "coverage",
        "The share of its receptive field that an output actually reads.",
        "gridding",
    ),
    Entry(
        "gridding",
        "A regular pattern of samples in a receptive field that are never read.",
        "gridding",
    ),
    Entry(
        "context module",
        "Yu and Koltun's stack of eight layers: a wide receptive field without loss of resolution.",
        "context-module",
    ),
)

GLOSSARY: Mapping[str, Entry] = MappingProxyType({entry.term: entry for entry in _ENTRIES})
