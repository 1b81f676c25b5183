// One way of drawing for the screen and for files: the same calls fill a canvas or write SVG.

const ROLES = ["in", "tap", "out", "rf", "rf-ink", "ink", "mute", "line", "bg", "card", "on-role"];

const PALETTES = new Map(); // of a theme: to ask for a style makes the browser work out all of them

export function paletteOf(element) {
  const theme = element.closest(".dilviz").dataset.theme;
  if (PALETTES.has(theme)) return PALETTES.get(theme);
  const style = getComputedStyle(element);
  const palette = Object.fromEntries(ROLES.map((role) => [role, style.getPropertyValue(`--${role}`).trim()]));
  if (palette.ink) PALETTES.set(theme, palette); // else it is not on the page yet
  return palette;
}

export class CanvasPen {
  constructor(context) {
    this.context = context;
  }

  // segments: x1, y1, x2, y2, ... in one flat list
  lines(segments, colour, width, alpha = 1) {
    const c = this.context;
    c.globalAlpha = alpha;
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.beginPath();
    for (let i = 0; i < segments.length; i += 4) {
      c.moveTo(segments[i], segments[i + 1]);
      c.lineTo(segments[i + 2], segments[i + 3]);
    }
    c.stroke();
    c.globalAlpha = 1;
  }

  // centres: x, y, ... in one flat list; hollow dots are outlines
  dots(centres, radius, colour, hollow = false) {
    const c = this.context;
    c.fillStyle = c.strokeStyle = colour;
    c.lineWidth = Math.min(1.5, radius / 2);
    c.beginPath();
    for (let i = 0; i < centres.length; i += 2) {
      c.moveTo(centres[i] + radius, centres[i + 1]);
      c.arc(centres[i], centres[i + 1], radius, 0, 2 * Math.PI);
    }
    hollow ? c.stroke() : c.fill();
  }

  polygon(points, colour, alpha) {
    const c = this.context;
    c.globalAlpha = alpha;
    c.fillStyle = colour;
    c.beginPath();
    for (let i = 0; i < points.length; i += 2) c.lineTo(points[i], points[i + 1]);
    c.fill();
    c.globalAlpha = 1;
  }

  text(x, y, words, { colour, size = 13, anchor = "start", weight = 400, alpha = 1 }) {
    const c = this.context;
    c.globalAlpha = alpha;
    c.font = `${weight} ${size}px ${this.family ?? "sans-serif"}`;
    c.fillStyle = colour;
    c.textAlign = { start: "left", middle: "center", end: "right" }[anchor];
    c.fillText(words, x, y);
    c.globalAlpha = 1;
  }

  // dash: lengths of lines and gaps, in turn
  box(x, y, width, height, colour, thickness, { alpha = 1, dash = [] } = {}) {
    const c = this.context;
    Object.assign(c, { globalAlpha: alpha, strokeStyle: colour, lineWidth: thickness });
    c.setLineDash(dash);
    c.strokeRect(x, y, width, height);
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  // picture: an image or a canvas; single pixels stay sharp if asked
  image(picture, x, y, width, height, sharp = false) {
    this.context.imageSmoothingEnabled = !sharp;
    this.context.drawImage(picture, x, y, width, height);
  }
}

export class SvgPen {
  constructor(width, height, background) {
    this.size = [width, height];
    this.parts = [`<rect width="${width}" height="${height}" fill="${background}"/>`];
  }

  lines(segments, colour, width, alpha = 1) {
    const moves = [];
    for (let i = 0; i < segments.length; i += 4) {
      const [x1, y1, x2, y2] = segments.slice(i, i + 4).map(shortNumber);
      moves.push(`M${x1} ${y1}L${x2} ${y2}`);
    }
    this.parts.push(
      `<path d="${moves.join("")}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${alpha}"/>`,
    );
  }

  dots(centres, radius, colour, hollow = false) {
    const paint = hollow ? `fill="none" stroke="${colour}"` : `fill="${colour}"`;
    const circles = [];
    for (let i = 0; i < centres.length; i += 2) {
      circles.push(`<circle cx="${shortNumber(centres[i])}" cy="${shortNumber(centres[i + 1])}" r="${shortNumber(radius)}"/>`);
    }
    this.parts.push(`<g ${paint}>${circles.join("")}</g>`);
  }

  polygon(points, colour, alpha) {
    this.parts.push(`<polygon points="${points.map(shortNumber).join(" ")}" fill="${colour}" fill-opacity="${alpha}"/>`);
  }

  text(x, y, words, { colour, size = 13, anchor = "start", weight = 400, alpha = 1 }) {
    this.parts.push(
      `<text x="${shortNumber(x)}" y="${shortNumber(y)}" font-size="${size}" font-weight="${weight}" ` +
        `text-anchor="${anchor}" fill="${colour}" fill-opacity="${alpha}">${escaped(words)}</text>`,
    );
  }

  box(x, y, width, height, colour, thickness, { alpha = 1, dash = [] } = {}) {
    this.parts.push(
      `<rect ${rectWords(x, y, width, height)} fill="none" stroke="${colour}" stroke-width="${thickness}" ` +
        `stroke-opacity="${alpha}" stroke-dasharray="${dash}"/>`,
    );
  }

  image(picture, x, y, width, height, sharp = false) {
    const address = picture.src ?? picture.toDataURL();
    const look = sharp ? ' style="image-rendering:pixelated"' : "";
    this.parts.push(`<image href="${address}" ${rectWords(x, y, width, height)} preserveAspectRatio="none"${look}/>`);
  }

  toString() {
    const [width, height] = this.size;
    return svgFile(width, height, this.parts.join(""));
  }
}

export function svgFile(width, height, content) {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="'Source Sans 3', 'Source Sans', 'Helvetica Neue', Arial, sans-serif">${content}</svg>`
  );
}

export function escaped(words) {
  return String(words).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

function rectWords(x, y, width, height) {
  return `x="${shortNumber(x)}" y="${shortNumber(y)}" width="${shortNumber(width)}" height="${shortNumber(height)}"`;
}

function shortNumber(number) {
  return Math.round(number * 100) / 100;
}
