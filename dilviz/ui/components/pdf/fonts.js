// The fonts inside a PDF: letters as numbers of glyphs, and what says which letters these were.
import { bytesIn } from "../shared/bytes.js";

const BOLD = 550; // font-weight from which the bold one stands for it
const NONE = /[\u200b-\u200d\ufe0f]/g; // letters without width

// fonts: {regular, bold} of vendor/letters
export class PdfFonts {
  constructor(fonts) {
    this.fonts = fonts;
    this.used = new Set();
  }

  // The words in one of the fonts: {font, codes, width of 1 unit}, or null if a letter is in none.
  set(words, weight) {
    const font = weight < BOLD ? "regular" : "bold";
    const { places } = this.#known(font);
    const at = [...words.replace(NONE, "")].map((letter) => places.get(letter));
    if (at.includes(undefined)) return null;
    this.used.add(font);
    const { glyphs, widths } = this.fonts[font];
    const codes = at.map((place) => fourDigits(glyphs[place])).join("");
    return { font, codes, width: at.reduce((sum, place) => sum + widths[place], 0) / 1000 };
  }

  #known(name) {
    const font = this.fonts[name];
    font.places ??= new Map([...font.letters].map((letter, place) => [letter, place]));
    return font;
  }

  resources(add) {
    return [...this.used].map((name) => `/${name} ${fontObject(this.fonts[name], add)}`).join(" ");
  }
}

function fontObject(font, add) {
  const bytes = bytesIn(font.file);
  const file = add(`/Length1 ${bytes.length}`, bytes);
  const { name, box, ascent, descent, capitals, glyphs, widths } = font;
  const descriptor = add(
    `/Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box.join(" ")}] /ItalicAngle 0 /Ascent ${ascent} ` +
      `/Descent ${descent} /CapHeight ${capitals} /StemV 80 /FontFile2 ${file}`,
  );
  const inside = add(
    `/Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDToGIDMap /Identity /FontDescriptor ${descriptor} ` +
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> " +
      `/W [${glyphs.map((glyph, i) => `${glyph} [${widths[i]}]`).join(" ")}]`,
  );
  const meaning = add("", toUnicode(font));
  return add(
    `/Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${inside}] /ToUnicode ${meaning}`,
  );
}

const MOST = 100; // entries that a PDF allows in one block
const HEAD = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange`;
const TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end";

function toUnicode({ letters, glyphs }) {
  const meant = new Map([...letters].map((letter, i) => [glyphs[i], letter]).reverse()); // the first letter of a glyph
  const lines = [...meant].map(([glyph, letter]) => `<${fourDigits(glyph)}> <${fourDigits(letter.charCodeAt(0))}>`);
  const blocks = [];
  while (lines.length) {
    const block = lines.splice(0, MOST);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return [HEAD, ...blocks, TAIL].join("\n");
}

function fourDigits(number) {
  return number.toString(16).padStart(4, "0");
}
