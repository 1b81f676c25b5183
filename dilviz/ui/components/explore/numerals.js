// Numbers as people write them: a real minus, no needless digits.
import { withMinus } from "../shared/wording.js";

export function numeral(number, digits = 4) {
  if (Number.isInteger(number) && Math.abs(number) < 1e7) return withMinus(String(number === 0 ? 0 : number));
  if (Math.abs(number) >= 1e7 || (number !== 0 && Math.abs(number) < 1e-4)) {
    return withMinus(Number(number).toExponential(2).replace("e+", "e"));
  }
  return withMinus(String(Number(number.toPrecision(Math.max(digits, 1)))));
}

// Small enough for a cell: as many digits as fit.
export function cellNumeral(number, room) {
  for (const digits of [4, 3, 2]) {
    const words = numeral(number, digits);
    if (words.length <= room) return words;
  }
  const rounded = withMinus(String(Math.round(number)));
  return rounded.length <= room ? rounded : "";
}

