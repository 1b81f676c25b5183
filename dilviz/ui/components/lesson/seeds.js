// The seed of the numbers: typed, or another one by chance.
import { make, makeButton } from "../shared/elements.js";

export function seedField(seed, seeds, choose) {
  const [first, last] = seeds;
  const field = make("input", { type: "number", min: first, max: last, value: seed, inputMode: "numeric" });
  field.onchange = () => {
    const typed = Number(field.value);
    if (Number.isInteger(typed) && typed >= first && typed <= last) return typed === seed || choose(typed);
    field.value = seed;
  };
  const other = makeButton("New seed", () => choose(otherSeed(seed, seeds)));
  return make("span", "seed", make("label", "", "Seed ", field), other);
}

export function otherSeed(seed, [first, last]) {
  const other = first + Math.floor(Math.random() * (last - first));
  return other < seed ? other : other + 1;
}
