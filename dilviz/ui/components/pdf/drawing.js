// The drawing of a PDF: what an SVG shows, shape by shape, in the operators of a PDF.
import { make } from "../shared/elements.js";
import { decimal, outlineOf } from "./path_data.js";
import { runsOf } from "./text_runs.js";

const PAINTED = 4; // pixels of a unit, for letters that the fonts do not have
const CAPS = { butt: 0, round: 1, square: 2 };
const JOINS = { miter: 0, round: 1, bevel: 2 };
const ROUNDING = 0.01;

export class PdfDrawing {
  // pictures: address -> canvas, of every image inside
  constructor(fonts, pictures) {
    this.fonts = fonts;
    this.pictures = pictures;
    this.images = new Map(); // canvas -> whether its pixels stay sharp; their order names them
    this.shares = new Map(); // opacities of filled and drawn -> name
    this.paint = make("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    this.colours = new Map();
  }

  // The root of an SVG, which stands in the document, and all inside.
  of(root) {
    return [...root.children].map((child) => this.#drawn(child, matrixOf(root), 1)).join("\n");
  }

  #drawn(element, around, share) {
    const style = getComputedStyle(element);
    if (!(element instanceof SVGGraphicsElement) || element.localName === "defs" || style.display === "none") return "";
    const own = matrixOf(element);
    const within = share * style.opacity;
    const inner = this.#inner(element, style, own, within);
    if (!inner) return "";
    return ["q", moved(around.inverse().multiply(own)), clipped(element, style), inner, "Q"].filter(Boolean).join("\n");
  }

  #inner(element, style, matrix, share) {
    const isGroup = !(element instanceof SVGGeometryElement || element instanceof SVGTextElement || element instanceof SVGImageElement);
    if (isGroup) return [...element.children].map((child) => this.#drawn(child, matrix, share)).filter(Boolean).join("\n");
    if (style.visibility === "hidden") return "";
    if (element instanceof SVGTextElement) return runsOf(element).map((run) => this.#words(run, share)).join("\n");
    if (element instanceof SVGImageElement) return this.#image(element, style, share);
    return this.#shape(element, style, share);
  }

  #shape(shape, style, share) {
    const fill = this.#colour(style.fill, style.fillOpacity * share);
    const stroke = this.#colour(style.stroke, style.strokeOpacity * share);
    const width = parseFloat(style.strokeWidth);
    const paint = [fill.share && shape.localName !== "line" && (style.fillRule === "evenodd" ? "f*" : "f"), stroke.share && width && "S"];
    const outline = outlineOf(shape);
    if (!outline || !paint.some(Boolean)) return "";
    const dashes = style.strokeDasharray === "none" ? "" : style.strokeDasharray.match(/[\d.]+/g).join(" ");
    return [
      `${this.#opacity(fill.share, stroke.share)} gs ${fill.rgb} rg ${stroke.rgb} RG ${decimal(width)} w`,
      `${CAPS[style.strokeLinecap]} J ${JOINS[style.strokeLinejoin] ?? 0} j ${style.strokeMiterlimit} M [${dashes}] 0 d`,
      ...paint.filter(Boolean).map((operator) => `${outline}\n${operator}`),
    ].join("\n");
  }

  #words({ words, x, y, width, style }, share) {
    const size = parseFloat(style.fontSize);
    const set = this.fonts.set(words, Number(style.fontWeight));
    if (!set) return this.#painted(words, [x, y, width, size], style, share);
    if (!set.width) return "";
    const { rgb, share: own } = this.#colour(style.fill, style.fillOpacity * share);
    const stretch = decimal((100 * width) / (set.width * size)); // what kerning and tabular digits make of it
    return (
      `BT ${this.#opacity(own, 1)} gs ${rgb} rg /${set.font} ${decimal(size)} Tf ${stretch} Tz ` +
      `1 0 0 -1 ${decimal(x)} ${decimal(y)} Tm <${set.codes}> Tj ET`
    );
  }

  // Letters of other scripts.
  #painted(words, [x, y, width, size], style, share) {
    const canvas = make("canvas", { width: Math.ceil(PAINTED * width) || 1, height: Math.ceil(PAINTED * 1.5 * size) });
    const context = canvas.getContext("2d");
    context.scale(PAINTED, PAINTED);
    context.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    context.fillStyle = style.fill;
    context.fillText(words, 0, 1.1 * size);
    return this.#placed(canvas, [x, y - 1.1 * size, canvas.width / PAINTED, canvas.height / PAINTED], false, share);
  }

  #image(image, style, share) {
    const canvas = this.pictures.get(image.getAttribute("href"));
    const place = [image.x, image.y, image.width, image.height].map((length) => length.baseVal.value);
    return this.#placed(canvas, place, style.imageRendering === "pixelated", share);
  }

  #placed(canvas, [x, y, width, height], sharp, share) {
    if (!this.images.has(canvas)) this.images.set(canvas, sharp);
    const name = [...this.images.keys()].indexOf(canvas);
    return `q ${this.#opacity(share, 1)} gs ${[width, 0, 0, -height, x, y + height].map(decimal).join(" ")} cm /i${name} Do Q`;
  }

  #opacity(filled, drawn) {
    const shares = `/ca ${decimal(filled)} /CA ${decimal(drawn)}`;
    if (!this.shares.has(shares)) this.shares.set(shares, `/s${this.shares.size}`);
    return this.shares.get(shares);
  }

  // As browsers know it: three parts from 0 to 1, and how opaque.
  #colour(words, share) {
    if (words === "none") return { rgb: "0 0 0", share: 0 };
    if (!this.colours.has(words)) {
      this.paint.clearRect(0, 0, 1, 1);
      this.paint.fillStyle = words;
      this.paint.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = this.paint.getImageData(0, 0, 1, 1).data;
      this.colours.set(words, { rgb: [red, green, blue].map((part) => decimal(part / 255)).join(" "), alpha: alpha / 255 });
    }
    const { rgb, alpha } = this.colours.get(words);
    return { rgb, share: alpha * share };
  }

  // What the page uses; `add(dictionary, stream)` gives the reference of a new object.
  resources(add) {
    const images = [...this.images].map(([canvas, sharp], i) => `/i${i} ${imageObject(canvas, sharp, add)}`);
    const shares = [...this.shares].map(([both, name]) => `${name} << ${both} >>`);
    return `/Font << ${this.fonts.resources(add)} >> /XObject << ${images.join(" ")} >> /ExtGState << ${shares.join(" ")} >>`;
  }
}

function matrixOf(element) {
  return DOMMatrix.fromMatrix(element.getScreenCTM());
}

function moved(matrix) {
  const { a, b, c, d, e, f } = matrix;
  const isStill = [a - 1, b, c, d - 1, e, f].every((part) => Math.abs(part) < ROUNDING / 100);
  return isStill ? "" : `${[a, b, c, d, e, f].map(decimal).join(" ")} cm`;
}

// A drawing inside another, and what is cut out along shapes.
function clipped(element, style) {
  if (element instanceof SVGSVGElement && style.overflow !== "visible") {
    const { x, y, width, height } = element.viewBox.baseVal?.width ? element.viewBox.baseVal : { x: 0, y: 0, width: element.width.baseVal.value, height: element.height.baseVal.value };
    return `${[x, y, width, height].map(decimal).join(" ")} re W n`;
  }
  const name = style.clipPath.match(/#([^")]+)/)?.[1];
  const shapes = name ? [...element.getRootNode().getElementById(name).children] : [];
  return shapes.length ? `${shapes.map(outlineOf).join("\n")}\nW n` : "";
}

function imageObject(canvas, sharp, add) {
  const { width, height } = canvas;
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const bytes = (parts) => Uint8Array.from({ length: width * height * parts.length }, (_, i) => pixels[4 * Math.floor(i / parts.length) + parts[i % parts.length]]);
  const head = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /Interpolate ${!sharp}`;
  const alpha = bytes([3]);
  const mask = alpha.every((level) => level === 255) ? "" : ` /SMask ${add(`${head} /ColorSpace /DeviceGray`, alpha)}`;
  return add(`${head} /ColorSpace /DeviceRGB${mask}`, bytes([0, 1, 2]));
}
