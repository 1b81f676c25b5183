"""The case file: numbers that other projects publish, each with its source."""

import json
from pathlib import Path

CASES = {
    case["name"]: case
    for case in json.loads(
        Path(__file__).with_name("receptive_field.json").read_text(encoding="utf-8")
    )["cases"]
}


def both_axes(number):
    """A number stands for rows and columns; {"y", "x"} where they differ."""
    return (number["y"], number["x"]) if isinstance(number, dict) else (number, number)
