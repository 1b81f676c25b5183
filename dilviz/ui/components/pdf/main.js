// A PDF of one page from an SVG: lines stay lines, letters stay letters of a font that is inside, and
// photographs stay pixels. The browser itself says where everything stands: it has the SVG laid out.
import { make } from "../shared/elements.js";
import { PdfDrawing } from "./drawing.js";
import { PdfFonts } from "./fonts.js";

const POINTS = 0.75; // of one CSS pixel
const LETTERS = "LETTERS_ADDRESS"; // scripts.py writes it
const UNSEEN = "position: fixed; top: 0; left: 0; opacity: 0; pointer-events: none";

export default function (svg, title) {
  return pdfOf(svg, title);
}

async function pdfOf(svg, title) {
  const [{ default: fonts }, pictures] = await Promise.all([
    import(new URL(LETTERS, document.baseURI).href), picturesIn(svg),
  ]);
  const host = make("div", { style: UNSEEN, inert: true });
  const drawn = parsed(svg);
  host.attachShadow({ mode: "open" }).append(drawn); // no style of the page comes in
  document.body.append(host);
  try {
    await document.fonts.ready;
    return await assembled(pageOf(drawn, new PdfDrawing(new PdfFonts(fonts), pictures), title));
  } finally {
    host.remove();
  }
}

function parsed(svg) {
  return document.adoptNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
}

// Address -> canvas, of all pictures inside.
async function picturesIn(svg) {
  const addresses = [...parsed(svg).querySelectorAll("image")].map((image) => image.getAttribute("href"));
  return new Map(await Promise.all([...new Set(addresses)].map(async (address) => [address, await pixelsAt(address)])));
}

async function pixelsAt(src) {
  const picture = make("img", { src });
  await picture.decode();
  const canvas = make("canvas", { width: picture.naturalWidth, height: picture.naturalHeight });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas;
}

function pageOf(drawn, drawing, title) {
  const [wide, high] = [drawn.width, drawn.height].map((length) => length.baseVal.value * POINTS);
  const content = `${POINTS} 0 0 ${-POINTS} 0 ${high} cm\n${drawing.of(drawn)}`;
  const objects = [
    ["/Type /Catalog /Pages 2 0 R"],
    ["/Type /Pages /Kids [3 0 R] /Count 1"],
    [],
    ["", content],
    [`/Title <FEFF${hexadecimal(title)}>`],
  ];
  const add = (dictionary, stream) => `${objects.push([dictionary, stream])} 0 R`;
  const resources = drawing.resources(add);
  objects[2] = [`/Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 4 0 R /Resources << ${resources} >>`];
  return objects;
}

function hexadecimal(words) {
  return Array.from({ length: words.length }, (_, i) => words.charCodeAt(i).toString(16).padStart(4, "0")).join("");
}

// objects: [dictionary, its stream: words, bytes or nothing], numbered from 1; the fifth tells the title
async function assembled(objects) {
  const parts = [];
  let length = 0;
  const add = (part) => {
    const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add("%PDF-1.4\n");
  const offsets = [];
  for (const [i, [dictionary, stream]] of objects.entries()) {
    offsets.push(length);
    const packed = stream && (await deflated(stream));
    const more = packed ? ` /Length ${packed.length} /Filter /FlateDecode` : "";
    add(`${i + 1} 0 obj\n<< ${dictionary}${more} >>\n`);
    if (packed) for (const part of ["stream\n", packed, "\nendstream\n"]) add(part);
    add("endobj\n");
  }
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

async function deflated(content) {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
