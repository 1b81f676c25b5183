"""The gallery of `dilviz.plot`: every figure with the lines that draw it.

``python -m tools.gallery`` writes docs/gallery.md and the pictures beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from dilviz.plot import save

DOCS = Path(__file__).parents[1] / "docs"
CONTEXT = """\
import dilviz

context = dilviz.parse_network(
    "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"
).named("context module")
"""

HEAD = """\
# Figures for papers

Every function of `dilviz.plot` takes a network, a receptive field or a layer, and returns
Matplotlib axes: draw on your own with `ax=`, change what you like, save with
`dilviz.plot.save(axes, "figure.pdf")` (PDF, SVG or PNG, fonts inside). The same from the command
line: `python -m dilviz plot "conv3, conv3 d2" --what cone -o figure.pdf`.

This page is written by `python -m tools.gallery` and checked by the tests.
"""


@dataclass(frozen=True)
class Example:
    """One figure: its file's name, what it shows, and the lines that end in its axes."""

    name: str
    shows: str
    code: str

    def draw(self) -> object:
        """Run the lines and return the axes of the last one."""
        *lines, last = dedent(self.code).strip().splitlines()
        names: dict[str, object] = {}
        exec("\n".join(lines), names)  # lines of this file, nothing that was typed
        return eval(last, names)


EXAMPLES = (
    Example(
        "taps",
        "Nine taps at dilation rate 2: five samples a side, and no more weights.",
        """
        from dilviz import Layer, plot

        plot.taps(Layer.of(3, dilation=2, padding=2), input_size=(7, 9))
        """,
    ),
    Example(
        "squares",
        "The context module of Yu and Koltun: 3, 5, 9, 17, 33, 65 and 67 samples a side.",
        CONTEXT + 'context.plot("squares")',
    ),
    Example(
        "growth",
        "Its receptive field against depth.",
        CONTEXT + 'context.plot("growth", log=True)',
    ),
    Example(
        "cone",
        "Causal layers of doubling rates, as in WaveNet.",
        """
        import dilviz

        wavenet = dilviz.parse_network("1d, conv2 causal, conv2 d2 causal, conv2 d4 causal")
        wavenet.plot("cone")
        """,
    ),
    Example(
        "coverage",
        "Gridding: three layers of rate 2 never read every other pixel.",
        """
        import dilviz

        dilviz.receptive_field(dilviz.parse_network("3*(conv3 d2)")).plot("coverage")
        """,
    ),
    Example(
        "paths",
        "How many paths lead from each pixel to one unit, rows and columns unlike.",
        """
        import dilviz

        dilviz.parse_network("conv3x5 s2, conv3 d2, conv3 d2x4").plot("paths")
        """,
    ),
    Example(
        "effective",
        "How strongly each sample counts, beside the Gaussian of the same variance.",
        CONTEXT + 'context.plot("effective")',
    ),
    Example(
        "on_picture",
        "One unit on a photograph, the pixels it reads as dots.",
        """
        import dilviz
        from dilviz.pictures.photographs import load

        aspp = dilviz.parse_network("[conv1 | conv3 d6 | conv3 d12 | conv3 d18]").named("ASPP")
        aspp.plot("on_picture", picture=load("cat")[:120, 60:240])
        """,
    ),
    Example(
        "cost",
        "What a receptive field costs, five ways, and the context module among them.",
        CONTEXT + 'context.plot("cost", input_size=(64, 96), channels=21)',
    ),
)


def page() -> str:
    """Write the page: each figure with its lines."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    for example in EXAMPLES:
        code = dedent(example.code).strip()
        yield (
            f"\n## {example.name}\n\n{example.shows}\n\n```python\n{code}\n```\n\n"
            f"![{example.shows}](gallery/{example.name}.svg)\n"
        )


def write(folder: Path) -> None:
    """Write the page and its pictures into a folder."""
    (folder / "gallery").mkdir(parents=True, exist_ok=True)
    for example in EXAMPLES:
        save(example.draw(), folder / "gallery" / f"{example.name}.svg")  # type: ignore[arg-type]
    (folder / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write(DOCS)
