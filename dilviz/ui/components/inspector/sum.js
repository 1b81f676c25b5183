// The sum behind one output, term by term, with the real numbers.
import { samplesOf } from "./reading_taps.js";

const MOST_TERMS = 25;
const CHANNELS = ["red", "green", "blue"];

export function numberText(value) {
  if (Number.isInteger(value)) return String(value).replace("-", "−");
  const digits = Math.abs(value) < 1 ? 3 : Math.abs(value) < 100 ? 2 : 1;
  return String(Number(value.toFixed(digits))).replace("-", "−");
}

export function showSum(box, view, photo, output, terms, values) {
  const lines = values.map((one, channel) => line(view, photo, output, terms, one, channel));
  box.replaceChildren(...lines);
}

function line(view, photo, output, terms, one, channel) {
  const p = document.createElement("p");
  const name = view.colour ? CHANNELS[channel] : "output";
  const sum = (kind) => sumParts(view, photo, terms, channel, kind);
  p.append(roleSpan("out", `${name}[${output.join(", ")}]`), " = ");
  if (view.partner) p.append("√( (", ...sum("weight"), ")² + (", ...sum("partner"), ")² )");
  else p.append(...sum("weight"));
  p.append(" = ", roleSpan("out", numberText(one.value)));
  return p;
}

function sumParts(view, photo, terms, channel, kind) {
  const counted = terms.filter((term) => term[kind] !== 0);
  const parts = counted.slice(0, MOST_TERMS).flatMap((term, i) => {
    const sample = String(samplesOf(photo, term, view.colour)[channel]);
    const product = [roleSpan("tap", numberText(term[kind])), "·", roleSpan(term.source ? "in" : "zero", sample)];
    return i ? [" + ", ...product] : product;
  });
  if (counted.length > MOST_TERMS) parts.push(` + … ${counted.length - MOST_TERMS} more`);
  return parts.length ? parts : ["0"];
}

export function roleSpan(role, words) {
  const element = document.createElement("span");
  element.className = role;
  element.textContent = words;
  return element;
}
