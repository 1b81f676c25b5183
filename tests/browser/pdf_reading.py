"""Reads the PDFs that the browser writes: their words by the tables of their fonts, pictures."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n<< (.*?) >>\n(?:stream\n|endobj)", re.DOTALL)
TEXT = re.compile(r"/(\w+) [\d.]+ Tf [\d.]+ Tz [^<]*<([0-9a-f]*)> Tj")
IMAGE = re.compile(r"q (?:/\w+ gs )?([\d.]+) 0 0 -([\d.]+) \S+ \S+ cm /i\d+ Do")


class Pdf:
    """One page: `words`, `images` in shares of the page's area, `fonts`, and its `content`."""

    def __init__(self, written: bytes):
        assert written.startswith(b"%PDF-1.") and written.endswith(b"%%EOF\n")
        self.objects = {}
        for found in OBJECT.finditer(written):
            number, dictionary = int(found[1]), found[2].decode()
            length = re.search(r"/Length (\d+)", dictionary)
            body = written[found.end() : found.end() + int(length[1])] if length else b""
            self.objects[number] = dictionary, zlib.decompress(body) if length else b""
            at = int(written.rpartition(b"startxref\n")[2].split()[0])
            entry = written[at:].splitlines()[2 + number]
            assert int(entry.split()[0]) == found.start()  # readers find every object by this table
        page = self.objects[3][0]
        self.content = self.objects[4][1].decode()
        box = re.search(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
        self.area = float(box[1]) * float(box[2])
        fonts = re.search(r"/Font << (.*?) >>", page)[1]
        self.fonts = {name: int(number) for name, number in re.findall(r"/(\w+) (\d+) 0 R", fonts)}

    def font_file(self, name: str) -> bytes:
        """The TrueType file inside, of one font of the page."""
        inside = self._reference(self.objects[self.fonts[name]][0], r"DescendantFonts \[")
        descriptor = self._reference(inside[0], "FontDescriptor ")
        return self._reference(descriptor[0], "FontFile2 ")[1]

    @property
    def words(self) -> str:
        """All that a reader can search and copy."""
        tables = {name: self._letters(number) for name, number in self.fonts.items()}
        lines = []
        for font, codes in TEXT.findall(self.content):
            letters = [tables[font][codes[i : i + 4]] for i in range(0, len(codes), 4)]
            lines.append("".join(letters))
        return "\n".join(lines)

    @property
    def images(self) -> list[float]:
        """The share of the page that each picture covers."""
        scale = 0.75**2  # of a point in a CSS pixel
        return [float(w) * float(h) * scale / self.area for w, h in IMAGE.findall(self.content)]

    def _reference(self, dictionary: str, before: str):
        return self.objects[int(re.search(rf"/{before}(\d+) 0 R", dictionary)[1])]

    def _letters(self, number: int) -> dict[str, str]:
        table = self._reference(self.objects[number][0], "ToUnicode ")[1].decode()
        pairs = re.findall(r"^<(\w{4})> <(\w{4})>$", table, re.MULTILINE)
        return {code: chr(int(letter, 16)) for code, letter in pairs}
