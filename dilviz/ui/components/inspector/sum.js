// The sum behind one output, term by term, with the real numbers.
import { make } from "../shared/elements.js";
import { withMinus } from "../shared/wording.js";
import { samplesOf } from "./reading_taps.js";

const MOST_TERMS = 25;
const CHANNELS = ["red", "green", "blue"];

export function numberText(value) {
  if (Number.isInteger(value)) return withMinus(value);
  const digits = Math.abs(value) < 1 ? 3 : Math.abs(value) < 100 ? 2 : 1;
  return withMinus(Number(value.toFixed(digits)));
}

export function showSum(box, view, photo, output, terms, values) {
  box.replaceChildren(...values.map(({ value }, channel) => line(view, photo, output, terms, value, channel)));
}

function line(view, photo, output, terms, value, channel) {
  const name = `${view.colour ? CHANNELS[channel] : "output"}[${output.join(", ")}]`;
  const sum = (kind) => sumParts(view, photo, terms, channel, kind);
  const magnitude = () => ["√( (", ...sum("weight"), ")² + (", ...sum("partner"), ")² )"];
  const words = view.partner ? magnitude() : sum("weight");
  return make("p", "", make("span", "out", name), " = ", ...words, " = ", make("span", "out", numberText(value)));
}

function sumParts(view, photo, terms, channel, kind) {
  const counted = terms.filter((term) => term[kind] !== 0);
  const parts = counted.slice(0, MOST_TERMS).flatMap((term, i) => {
    const sample = String(samplesOf(photo, term, view.colour)[channel]);
    const product = [make("span", "tap", numberText(term[kind])), "·", make("span", term.source ? "in" : "zero", sample)];
    return i ? [" + ", ...product] : product;
  });
  if (counted.length > MOST_TERMS) parts.push(` + … ${counted.length - MOST_TERMS} more`);
  return parts.length ? parts : ["0"];
}
