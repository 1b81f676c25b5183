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
    Entry("output", "What a layer makes: one number for every place of its kernel.", "one-output"),
    Entry("kernel", "The small grid of numbers that a layer lays on its input.", "one-output"),
    Entry("tap", "One number of the kernel, and the input pixel that it reads.", "one-output"),
    Entry("weight", "The number of a tap: it multiplies what the tap reads.", "one-output"),
    Entry("sample", "One number of the input; in a picture, a pixel of one channel.", "formula"),
    Entry(
        "cross-correlation",
        "Multiply and add with the kernel as it is; convolution in the strict sense turns it "
        "round first.",
        "formula",
    ),
    Entry(
        "dilation rate",
        "The number of samples from one tap to the next; at 1 the taps touch.",
        "rate",
    ),
    Entry(
        "effective kernel size",
        "The samples from the first tap to the last, both counted: d · (k − 1) + 1.",
        "nine-dots",
    ),
    Entry("channel", "One of the pictures that lie on top of each other in a layer.", "cost"),
    Entry("multiply-add", "One multiplication and one addition: the unit of work.", "cost"),
    Entry(
        "stride",
        "The number of input samples from one output to the next; mostly 1.",
        "cost",
    ),
    Entry(
        "padding",
        "Samples that are added around the input, mostly zeros, so that the kernel fits.",
        "output-size",
    ),
    Entry("stack", "Layers in a row, each reading the output of the one below.", "linear"),
    Entry(
        "receptive field",
        "The span from the first input sample to the last that can change one output, gaps "
        "included.",
        "linear",
    ),
    Entry("path", "A chain of taps, one in each layer, from an output to a sample.", "cone"),
    Entry(
        "coverage",
        "The share of its receptive field that an output really reads.",
        "gridding",
    ),
    Entry("gridding", "A regular pattern of samples that are never read.", "gridding"),
    Entry(
        "context module",
        "Yu and Koltun's stack of eight layers that looks around widely without any stride.",
        "context-module",
    ),
)

GLOSSARY: Mapping[str, Entry] = MappingProxyType({entry.term: entry for entry in _ENTRIES})
