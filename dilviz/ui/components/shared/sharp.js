const FINEST = 2; // pixels a CSS pixel: more cost time and show no more

// The context of a canvas of this many CSS pixels, cleared, whose unit is one of them.
export function sharpContext(canvas, width, height, ratio = Math.min(devicePixelRatio || 1, FINEST)) {
  const [across, down] = [width, height].map((size) => Math.max(1, Math.round(size * ratio)));
  if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// The same of a canvas that is shown in this size.
export function sizedContext(canvas, width, height) {
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  return sharpContext(canvas, width, height);
}

// A box [x, y, width, height] in one colour after another: [colour, width of the line].
export function strokeBox(context, box, ...lines) {
  for (const [colour, width] of lines) {
    Object.assign(context, { strokeStyle: colour, lineWidth: width });
    context.strokeRect(...box);
  }
}
