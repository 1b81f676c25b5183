// Another set of numbers, by chance.

export function otherSeed(seed, [first, last]) {
  const other = first + Math.floor(Math.random() * (last - first));
  return other < seed ? other : other + 1;
}
