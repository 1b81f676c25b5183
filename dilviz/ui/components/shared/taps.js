// The arithmetic of one axis, the same as dilviz/convolution/geometry.py: the only place in JavaScript that knows it.
// It is here so that a dragged control answers before the engine does.

export class GeometryProblem extends Error {}

export function effectiveSize(kernelSize, dilation) {
  return dilation * (kernelSize - 1) + 1;
}

// TensorFlow's SAME: [before, after], an odd total puts the extra sample after.
export function samePadding(inputSize, { kernelSize, stride, dilation }) {
  const outputs = Math.ceil(inputSize / stride);
  const reach = (outputs - 1) * stride + effectiveSize(kernelSize, dilation);
  const total = Math.max(reach - inputSize, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

export function outputSize(inputSize, { kernelSize, stride, dilation, padding }) {
  const reach = effectiveSize(kernelSize, dilation);
  const padded = inputSize + padding[0] + padding[1];
  if (reach > padded) throw new GeometryProblem(doesNotFit(inputSize, { kernelSize, dilation, padding }));
  return Math.floor((padded - reach) / stride) + 1;
}

// Row o, column t: the position that output o reads through tap t. Negative or past the end is padding.
export function tapTable(inputSize, axis) {
  const { kernelSize, stride, dilation, padding } = axis;
  return Array.from({ length: outputSize(inputSize, axis) }, (_, output) =>
    Array.from({ length: kernelSize }, (_, tap) => output * stride - padding[0] + tap * dilation),
  );
}

// For each position of the padded axis the real sample that stands there, or -1 where a zero stands.
export function paddedSources(inputSize, padding, mode) {
  checkModeFits(inputSize, padding, mode);
  const length = padding[0] + inputSize + padding[1];
  return Array.from({ length }, (_, i) => SOURCES[mode](i - padding[0], inputSize));
}

const SOURCES = {
  zeros: (position, size) => (position >= 0 && position < size ? position : -1),
  replicate: (position, size) => Math.min(Math.max(position, 0), size - 1),
  circular: (position, size) => ((position % size) + size) % size,
  reflect: (position, size) => {
    const beyond = Math.abs(position);
    return beyond < size ? beyond : 2 * (size - 1) - beyond;
  },
};

function checkModeFits(inputSize, padding, mode) {
  const most = Math.max(...padding);
  const needed = { zeros: 0, reflect: most + 1, replicate: 1, circular: Math.max(most, 1) }[mode];
  if (!most || inputSize >= needed) return;
  throw new GeometryProblem(
    `${mode} padding of ${samples(most)} needs an input of at least ${samples(needed)}, got ${inputSize}. ` +
      "Lower the padding, raise the input size, or pad with zeros.",
  );
}

function doesNotFit(inputSize, { kernelSize, dilation, padding }) {
  const reach = effectiveSize(kernelSize, dilation);
  const padded = inputSize + padding[0] + padding[1];
  const taps = kernelSize === 1 ? "1 tap" : `${kernelSize} taps`;
  return (
    `the dilated kernel does not fit: ${taps} at dilation rate ${dilation} ` +
    `${kernelSize === 1 ? "reaches" : "reach"} ${samples(reach)}, but the padded input ` +
    `has ${padded} (${inputSize} + ${padding[0]} + ${padding[1]}). ` +
    "Lower the dilation rate or the kernel size, or raise the padding or the input size."
  );
}

function samples(number) {
  return number === 1 ? "1 sample" : `${number} samples`;
}
