// Grids of numbers in a file: what paints a canvas draws lines and letters.
import { escaped } from "../shared/pen.js";

// The part of a canvas's context that `paintCells` uses.
export class SvgContext {
  constructor() {
    this.parts = [];
    Object.assign(this, { globalAlpha: 1, lineWidth: 1, fillStyle: "", strokeStyle: "", font: "", textAlign: "start", dash: [], path: "" });
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${x} ${y}`;
  }

  lineTo(x, y) {
    this.path += `L${x} ${y}`;
  }

  stroke() {
    this.parts.push(`<path d="${this.path}" ${this.line}/>`);
  }

  fillRect(x, y, width, height) {
    this.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" ${this.fill}/>`);
  }

  strokeRect(x, y, width, height) {
    this.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" ${this.line}/>`);
  }

  fillText(words, x, y) {
    const [, weight = 400, size] = /^(?:(\d+) )?(\d+)px/.exec(this.font);
    const anchor = this.textAlign === "center" ? "middle" : "start";
    this.parts.push(`<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" ${this.fill}>${escaped(words)}</text>`);
  }

  get fill() {
    return `fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"`;
  }

  get line() {
    return `fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-opacity="${this.globalAlpha}" stroke-dasharray="${this.dash}"`;
  }
}
