// Looks up which positions a unit reads, in the runs that the Python engine wrote down.
// A reading is {stride, runs: [[first, step, count], ...]}: unit o reads runs[o mod length],
// moved by stride for every whole turn through the runs.

export function positionsRead(reading, unit) {
  const phase = modulo(unit, reading.runs.length);
  const turn = (unit - phase) / reading.runs.length;
  const [first, step, count] = reading.runs[phase];
  return Array.from({ length: count }, (_, tap) => turn * reading.stride + first + tap * step);
}

// The other way round: every unit that reads this position, in order.
export function readersOf(reading, position) {
  const readers = new Set();
  reading.runs.forEach(([first, step, count], phase) => {
    for (let tap = 0; tap < count; tap++) {
      const rest = position - first - tap * step;
      if (modulo(rest, reading.stride) === 0) {
        readers.add((rest / reading.stride) * reading.runs.length + phase);
      }
    }
  });
  return [...readers].sort((a, b) => a - b);
}

export function modulo(number, divisor) {
  return ((number % divisor) + divisor) % divisor;
}
