// The figure everybody knows: the same nine weights at three dilation rates, all under one pointer.
import { insideGrid } from "../shared/arrow_keys.js";
import { make } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { paletteOf } from "../shared/pen.js";
import { pointedCell } from "../shared/pointed.js";
import { effectiveSize } from "../shared/taps.js";
import { percent } from "../shared/wording.js";
import { slider } from "./fields.js";

const TAPS = 3;
const SMALLEST = 9;

export class ClassicFigure {
  constructor([low, high], onMove, onRest) {
    this.centre = null;
    this.panels = [0, 1, 2].map((i) => this.panel(i, low, high, onMove, onRest));
    this.heading = make("h2");
    this.element = make("section", "classic");
    const paint = () => this.draw(paletteOf(this.element));
    this.element.append(
      this.heading,
      make("div", "trip", ...this.panels.map(({ box }) => box)),
      make("p", {
        className: "quiet",
        innerHTML:
          "Nine dots: nine weights, <b>one</b> output, ringed in green. The dots are what one output reads; " +
          "how large the output is, the padding and the stride decide. Papers often write <i>l</i> for the dilation rate <i>d</i>.",
      }),
      laidOutSaving("nine dots", this.element, { paint }),
    );
  }

  panel(i, low, high, onMove, onRest) {
    const picture = make("div", {
      className: "panel",
      onpointermove: (event) => this.point(event, picture),
      onpointerdown: (event) => this.point(event, picture),
      onpointerleave: () => this.point(null),
    });
    const rate = slider({ label: `Dilation rate of panel ${i + 1}`, low, high, onMove: (value) => onMove(i, value), onRest });
    const words = make("figcaption");
    return { picture, rate, words, box: make("figure", "", picture, words, rate) };
  }

  // One pointer for all three: the same sample is the centre everywhere.
  point(event, picture) {
    const size = [this.size, this.size];
    const [row, col] = event ? insideGrid(pointedCell(event, picture, size), size) : [];
    const centre = event && { row, col };
    if (JSON.stringify(centre) === JSON.stringify(this.centre)) return;
    this.centre = centre;
    this.draw();
  }

  show({ rates, k }, palette) {
    Object.assign(this, { rates, palette });
    this.size = Math.max(SMALLEST, ...rates.map((rate) => effectiveSize(TAPS, rate) + 2));
    const subject = k.join() === `${TAPS},${TAPS}` ? "The same nine weights" : "A 3 × 3 kernel";
    this.heading.textContent = `${subject} at dilation rate ${rates.join(", ").replace(/, (\d+)$/, " and $1")}`;
    this.draw();
  }

  draw(palette = this.palette) {
    const middle = (this.size - 1) / 2;
    const centre = this.centre ?? { row: middle, col: middle };
    this.panels.forEach(({ picture, rate, words }, i) => {
      picture.innerHTML = panelSvg(this.size, this.rates[i], centre, palette);
      rate.show(this.rates[i]);
      words.innerHTML = panelWords(this.size, this.rates[i], centre);
    });
  }
}

export function panelTaps(rate, centre) {
  const steps = [-rate, 0, rate];
  return steps.flatMap((down) => steps.map((right) => ({ row: centre.row + down, col: centre.col + right })));
}

function panelWords(size, rate, centre) {
  const span = effectiveSize(TAPS, rate);
  const outside = panelTaps(rate, centre).filter(({ row, col }) => row < 0 || col < 0 || row >= size || col >= size).length;
  const samples = `9 samples of ${span * span} (${percent(9 / (span * span)).replace(".0 ", " ")}), 9 weights`;
  return `<b><i>d</i> = ${rate}: ${span} × ${span}</b><small>${samples}${outside ? `; ${outside} in the padding` : ""}</small>`;
}

function panelSvg(size, rate, centre, palette) {
  const cell = 24;
  const side = size * cell;
  const [x, y] = [(centre.col - rate) * cell, (centre.row - rate) * cell];
  const span = effectiveSize(TAPS, rate) * cell;
  const lines = Array.from({ length: size + 1 }, (_, i) => `M${i * cell} 0v${side}M0 ${i * cell}h${side}`).join("");
  const dots = panelTaps(rate, centre).map(
    ({ row, col }) => `<circle cx="${(col + 0.5) * cell}" cy="${(row + 0.5) * cell}" r="8" fill="${palette.tap}"/>`,
  );
  return (
    `<svg viewBox="-2 -2 ${side + 4} ${side + 4}" role="img" ` +
    `aria-label="Nine samples, ${rate} apart, over ${effectiveSize(TAPS, rate)} by ${effectiveSize(TAPS, rate)}">` +
    `<path d="${lines}" fill="none" stroke="${palette.line}" stroke-width="1.5"/>` +
    `<rect x="${x}" y="${y}" width="${span}" height="${span}" fill="${palette.in}" ` +
    `fill-opacity="0.15" stroke="${palette.rf}" stroke-width="3"/>` +
    dots.join("") +
    `<circle cx="${(centre.col + 0.5) * cell}" cy="${(centre.row + 0.5) * cell}" r="11" ` +
    `fill="none" stroke="${palette.out}" stroke-width="2.5"/></svg>`
  );
}
