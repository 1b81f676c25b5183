"""Write README's table of speed from the numbers of `make benchmark OPTIONS="--json FILE"`.

Run ``python -m tools.speed FILE``: the numbers are kept in `NUMBERS`, beside the benchmark, and
README's table is made from them. A test compares the two.
"""

import argparse
import json
import shutil
from pathlib import Path

from dilviz.export import sharing

ROOT = Path(__file__).parents[1]
NUMBERS = ROOT / "benchmarks/convolution.json"
README = ROOT / "README.md"
START, END = "<!-- speed: python -m tools.speed -->\n", "<!-- end of speed -->"
PEERS = {"torch": "PyTorch", "OpenCV": "OpenCV", "ndimage": "ndimage"}
PLAIN = "gray 512, 3x3, d 2"  # where a compiled loop over the samples is faster
ROWS = {
    PLAIN: "gray 512 × 512, 3 × 3, rate 2",
    "RGB 512, 5x5, d 4": "RGB 512 × 512, 5 × 5, rate 4",
    "gray 1024, 7x7, d 8": "gray 1024 × 1024, 7 × 7, rate 8",
    "RGB 12 megapixels, 5x5, d 4": "RGB 3000 × 4000, 5 × 5, rate 4",
    "21 to 21 maps, 64, 3x3, d 4": "21 to 21 maps, 64 × 64, 3 × 3, rate 4",
    "64 to 64 maps, 64, 3x3, d 4": "64 to 64 maps, 64 × 64, 3 × 3, rate 4",
}


def text(record: dict) -> str:
    """Write the table, and where another program is faster."""
    results = {result["name"]: result for result in record["results"]}
    rows = [_row(label, results[name]) for name, label in ROWS.items()]
    written = sharing.table(["case (float32)", "dilviz", *PEERS.values()], rows)
    return f"{written}\n\n{_floor(results[PLAIN]['milliseconds'])}\n"


def _row(label: str, result: dict) -> list[str]:
    ratios = [result["ratio"].get(peer) for peer in PEERS]
    cells = ["" if ratio is None else f"{ratio:.2g} ×" for ratio in ratios]
    return [label, _time(result["milliseconds"]["dilviz"]), *cells]


def _floor(milliseconds: dict[str, float]) -> str:
    ours, theirs = milliseconds["dilviz"], milliseconds["OpenCV"]
    return (
        f"Of a small gray picture and nine taps a compiled loop is faster: OpenCV takes "
        f"{_time(theirs)} where NumPy takes {_time(ours)}, {ours / theirs:.2g} times as long."
    )


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.2g} ms" if milliseconds < 100 else f"{milliseconds:.0f} ms"


def parts_of(readme: str) -> tuple[str, str, str]:
    """Split README before and after the table."""
    before, _, rest = readme.partition(START)
    table, _, after = rest.partition(END)
    return before + START, table, END + after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=NUMBERS, help="JSON of the benchmark")
    file = parser.parse_args().file
    if file.resolve() != NUMBERS:
        shutil.copy(file, NUMBERS)
    before, _, after = parts_of(README.read_text(encoding="utf-8"))
    table = text(json.loads(NUMBERS.read_text(encoding="utf-8")))
    README.write_text(before + table + after, encoding="utf-8")


if __name__ == "__main__":
    main()
