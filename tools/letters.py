"""Make ``vendor/letters/letters.esm.js``: the page's font in the form that a PDF embeds.

Run ``python -m tools.letters`` with ``brotli`` installed, whenever Streamlit brings another font.
Browsers read fonts packed as WOFF2; a PDF holds TrueType, which no browser gives out.
"""

from __future__ import annotations

import base64
import json
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from dilviz.ui.components.scripts import VENDOR

FILE = VENDOR / "letters" / "letters.esm.js"
NAME = "DILVIZ+Letters"  # the licence reserves the font's own name for the whole font
WEIGHTS = {"regular": 400, "bold": 650}
BLOCKS = (  # of Unicode: Latin, Greek, Cyrillic, punctuation, arrows, mathematics, shapes
    (0x20, 0x17F), (0x370, 0x45F), (0x2000, 0x22FF), (0x25A0, 0x25FF), (0x2713, 0x2717),
)  # fmt: skip


def letters(weight: int) -> dict[str, Any]:
    """One weight: the font, and for each letter the number of its glyph and its width."""
    font = TTFont(_source())
    known = [code for code in font.getBestCmap() if any(a <= code <= b for a, b in BLOCKS)]
    font = instantiateVariableFont(font, {"wght": weight})
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=known)
    subsetter.subset(font)
    content = BytesIO()
    font.flavor = None
    font.save(content)
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    widths = {name: width for name, (width, _) in font["hmtx"].metrics.items()}
    scale = 1000 / font["head"].unitsPerEm
    head, lines = font["head"], font["hhea"]
    return {
        "name": f"{NAME}-{weight}",
        "box": [round(scale * edge) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "ascent": round(scale * lines.ascent),
        "descent": round(scale * lines.descent),
        "capitals": round(scale * font["OS/2"].sCapHeight),
        "letters": "".join(glyphs),
        "glyphs": list(glyphs.values()),
        "widths": [round(scale * widths[font.getGlyphName(glyph)]) for glyph in glyphs.values()],
        "file": base64.b64encode(content.getvalue()).decode(),
    }


def _source() -> Path:
    package = find_spec("streamlit")
    assert package is not None and package.origin is not None
    media = Path(package.origin).parent / "static" / "static" / "media"
    return next(media.glob("SourceSansVF-Upright*.woff2"))


def main() -> None:
    """Write the module."""
    fonts = {name: letters(weight) for name, weight in WEIGHTS.items()}
    FILE.write_text(f"export default {json.dumps(fonts, ensure_ascii=False)};\n", encoding="utf-8")


if __name__ == "__main__":
    main()
