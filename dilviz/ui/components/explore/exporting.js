// The picture as a file: drawn anew at one fixed width, every map labelled, colours written out.
import { painted } from "../shared/lettered.js";
import { escaped, svgFile } from "../shared/pen.js";
import { linesOf } from "../shared/wording.js";
import { gridsSvg, kernelSvg, paddingWords } from "./grids.js";
import { layoutOf } from "./layout.js";
import { marksSvg } from "./marks.js";
import { spokenOf } from "./sentences.js";

const WIDTH = 960;
const MARGIN = 24;
const MOST_FRAMES = 100;
const SAMPLED = 12; // frames whose colours make the table
const UNCHANGED = 255; // the index of transparent pixels: the table has as many colours

export function pictureSvg(model, focus, palette) {
  const layout = layoutOf(model, WIDTH - 2 * MARGIN);
  const { under, over } = marksSvg(model, layout, focus, palette);
  const picture = gridsSvg(model, layout, palette) + under + kernelSvg(model, layout.ker, palette) + over;
  const height = Math.round(layout.height + 2 * MARGIN + 62);
  const words = [settingsWords(model), ...linesOf(spokenOf(model, focus), 125).slice(0, 2)];
  const text = words.map((line, i) => {
    const y = layout.height + MARGIN + 26 + 20 * i;
    return `<text x="${MARGIN}" y="${y}" font-size="15" fill="${i ? palette.mute : palette.ink}">${escaped(line)}</text>`;
  });
  const background = `<rect width="100%" height="100%" fill="${palette.bg}"/>`;
  const moved = `<g transform="translate(${MARGIN} ${MARGIN - 6})">${picture}</g>`;
  return svgFile(WIDTH, height, `<title>${escaped(settingsWords(model))}</title>${background}${moved}${text.join("")}`);
}

export function settingsWords(model) {
  const { k, d, s } = model.settings;
  const both = ([rows, cols]) => (rows === cols ? `${cols}` : `${rows} × ${cols}`);
  const along = model.settings.dims === "1d" ? (pair) => `${pair[1]}` : both;
  return `Kernel size ${along(k)}, dilation rate ${along(d)}, stride ${along(s)}, ${paddingWords(model)}`;
}

// One frame an output; of very many outputs, evenly many. `encoder` is the address of gifenc;
// `onProgress` gets shares from 0 to 1. Pixels that stay as they were are transparent: such files are small.
export async function animatedGif(model, palette, encoder, onProgress) {
  const { GIFEncoder, applyPalette, quantize } = await import(new URL(encoder, document.baseURI).href);
  const focuses = framesOf(model);
  const pictures = [];
  for (const focus of evenly(focuses, SAMPLED)) pictures.push(await pixelsOf(pictureSvg(model, focus, palette)));
  const colours = quantize(joined(pictures.map(({ data }) => data)), UNCHANGED);
  const gif = GIFEncoder();
  const delay = Math.min(700, Math.max(140, 16000 / focuses.length));
  const draw = (focus) => focus && pixelsOf(pictureSvg(model, focus, palette));
  let [before, coming] = [null, draw(focuses[0])];
  for (const i of focuses.keys()) {
    const { data, width, height } = await coming;
    coming = draw(focuses[i + 1]);
    const indices = applyPalette(data, colours);
    const frame = before ? indices.map((index, pixel) => (index === before[pixel] ? UNCHANGED : index)) : indices;
    gif.writeFrame(frame, width, height, {
      palette: before ? null : colours, delay, transparent: Boolean(before), transparentIndex: UNCHANGED, dispose: 1,
    });
    before = indices;
    onProgress((i + 1) / focuses.length);
    await new Promise((resume) => setTimeout(resume)); // the page stays alive
  }
  gif.finish();
  return new Blob([gif.bytesView()], { type: "image/gif" });
}

function joined(parts) {
  const all = new Uint8Array(parts.length * parts[0].length);
  parts.forEach((part, i) => all.set(part, i * part.length));
  return all;
}

function framesOf(model) {
  const [rows, cols] = model.size;
  const all = Array.from({ length: rows * cols }, (_, i) => ({ grid: "out", row: Math.floor(i / cols), col: i % cols }));
  return evenly(all, MOST_FRAMES);
}

function evenly(things, most) {
  const count = Math.min(things.length, most);
  return Array.from({ length: count }, (_, i) => things[Math.floor((i * things.length) / count)]);
}

async function pixelsOf(svg) {
  const canvas = await painted(svg);
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
}
