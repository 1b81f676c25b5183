// An SVG with letters of vendor/letters inside, and as pixels. Of the font of the page, which is one for
// all weights, browsers take ten times as long to read it.
import { make } from "./elements.js";

const LETTERS = "LETTERS_ADDRESS"; // scripts.py writes it
const WEIGHTS = { regular: [200, 549], bold: [550, 900] };
const MARK = { sign: "■", size: 40, x: 12, y: 27 }; // a letter as well, and a pixel inside it
const MOST_TURNS = 200; // browsers take another font after three seconds
const TURN = 15; // milliseconds

let faces; // read once

// A file that needs no font where it is opened.
export async function withLetters(svg) {
  faces ??= facesOfLetters();
  return svg.replace(">", `><style>${await faces}</style>`);
}

// A picture shows its letters once it has been painted and the font inside is read; nobody tells when.
// So a letter of each font stands below the picture, and is waited for. Returns a canvas.
export async function painted(svg, scale = 1) {
  const [width, height] = svg.match(/(?<= (?:width|height)=")[\d.]+/g).map(Number); // of svgFile's first tag
  const marks = Object.values(WEIGHTS).map(([weight], i) =>
    `<text x="${i * MARK.size}" y="${height + MARK.size}" font-family="Source Sans" font-weight="${weight}" font-size="${MARK.size}">${MARK.sign}</text>`);
  const size = `width="${width}" height="${height + MARK.size}"`;
  const picture = await pictureOf(await withLetters(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${svg}${marks.join("")}</svg>`));
  for (let turn = 0; turn < MOST_TURNS && !areSeen(picture, height); turn++) {
    await new Promise((wait) => setTimeout(wait, TURN));
  }
  const canvas = make("canvas", { width: width * scale, height: height * scale });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, canvas.width, scale * picture.naturalHeight);
  return canvas;
}

// Without a server there are none, and files are opened with fonts of the machine.
async function facesOfLetters() {
  const { default: fonts } = await import(new URL(LETTERS, document.baseURI).href).catch(() => ({}));
  if (!fonts) return (faces = "");
  return Object.entries(WEIGHTS).map(([name, weights]) =>
    `@font-face{font-family:"Source Sans";font-weight:${weights.join(" ")};src:url(data:font/ttf;base64,${fonts[name].file})}`).join("");
}

async function pictureOf(svg) {
  const picture = make("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  await picture.decode();
  return picture;
}

// Whether the letters below a picture are.
function areSeen(picture, height) {
  return Object.keys(WEIGHTS).every((_, i) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.drawImage(picture, -MARK.x - i * MARK.size, -height - MARK.y);
    return context.getImageData(0, 0, 1, 1).data[3] > 0;
  });
}
