// Writes an animated GIF: one table of colours, and for each frame only the rectangle that changed.

export class GifWriter {
  // `colours` as #rrggbb, at most 256; every pixel takes the nearest of them.
  constructor(width, height, colours) {
    Object.assign(this, { width, height, colours: colours.map(hexParts), nearest: new Map() });
    this.bytes = [...ascii("GIF89a"), ...pairOf(width), ...pairOf(height), 0xf7, 0, 0, ...this.table(), ...LOOP_FOREVER];
    this.parts = [Uint8Array.from(this.bytes)];
    this.before = null;
  }

  table() {
    return Array.from({ length: 256 }, (_, i) => this.colours[i] ?? [0, 0, 0]).flat();
  }

  // `pixels`: red, green, blue, alpha of every pixel, row by row.
  addFrame(pixels, milliseconds) {
    const indices = this.indicesOf(pixels);
    const { left, top, width, height } = this.changed(indices);
    const inside = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const start = (top + y) * this.width + left;
      inside.set(indices.subarray(start, start + width), y * width);
    }
    const pause = Math.round(milliseconds / 10);
    this.parts.push(
      Uint8Array.from([
        0x21,
        0xf9,
        4,
        4,
        ...pairOf(pause),
        0,
        0,
        0x2c,
        ...pairOf(left),
        ...pairOf(top),
        ...pairOf(width),
        ...pairOf(height),
        0,
        8,
      ]),
    );
    this.parts.push(blocks(compressed(inside)));
    this.before = indices;
  }

  finished() {
    return new Blob([...this.parts, Uint8Array.of(0x3b)], { type: "image/gif" });
  }

  indicesOf(pixels) {
    const indices = new Uint8Array(this.width * this.height);
    for (let i = 0; i < indices.length; i++) {
      const key = (pixels[4 * i] << 16) | (pixels[4 * i + 1] << 8) | pixels[4 * i + 2];
      let index = this.nearest.get(key);
      if (index === undefined) this.nearest.set(key, (index = this.nearestTo(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2])));
      indices[i] = index;
    }
    return indices;
  }

  nearestTo(red, green, blue) {
    let [best, least] = [0, Infinity];
    this.colours.forEach(([r, g, b], i) => {
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  changed(indices) {
    if (!this.before) return { left: 0, top: 0, width: this.width, height: this.height };
    let [left, right, top, bottom] = [this.width, -1, this.height, -1];
    for (let i = 0; i < indices.length; i++) {
      if (indices[i] === this.before[i]) continue;
      const [x, y] = [i % this.width, Math.floor(i / this.width)];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
    if (right < 0) return { left: 0, top: 0, width: 1, height: 1 }; // nothing changed: a frame needs a pixel
    return { left, top, width: right - left + 1, height: bottom - top + 1 };
  }
}

// The colours that these pictures use most, for the table.
export function frequentColours(pictures, most = 256) {
  const counts = new Map();
  for (const pixels of pictures) {
    for (let i = 0; i < pixels.length; i += 4) {
      const key = ((pixels[i] & 0xfc) << 16) | ((pixels[i + 1] & 0xfc) << 8) | (pixels[i + 2] & 0xfc);
      const seen = counts.get(key);
      if (seen) seen.count++;
      else counts.set(key, { count: 1, colour: [pixels[i], pixels[i + 1], pixels[i + 2]] });
    }
  }
  const chosen = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, most);
  return chosen.map(({ colour }) => "#" + colour.map((part) => part.toString(16).padStart(2, "0")).join(""));
}

const LOOP_FOREVER = [0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, 0, 0, 0];

function ascii(words) {
  return [...words].map((letter) => letter.charCodeAt(0));
}

function pairOf(number) {
  return [number & 255, number >> 8];
}

// LZW with codes of 9 to 12 bits over bytes.
function compressed(indices) {
  const [clear, end] = [256, 257];
  const out = new BitWriter();
  let [table, next, size] = [new Map(), 258, 9];
  out.write(clear, size);
  let prefix = indices[0];
  for (let i = 1; i < indices.length; i++) {
    const key = (prefix << 8) | indices[i];
    const known = table.get(key);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    out.write(prefix, size);
    if (next === 4096) {
      out.write(clear, size);
      [table, next, size] = [new Map(), 258, 9];
    } else {
      if (next === 1 << size) size++;
      table.set(key, next++);
    }
    prefix = indices[i];
  }
  out.write(prefix, size);
  out.write(end, size);
  return out.finished();
}

class BitWriter {
  constructor() {
    Object.assign(this, { bytes: [], held: 0, count: 0 });
  }

  write(code, size) {
    this.held |= code << this.count;
    this.count += size;
    while (this.count >= 8) {
      this.bytes.push(this.held & 255);
      this.held >>>= 8;
      this.count -= 8;
    }
  }

  finished() {
    if (this.count) this.bytes.push(this.held & 255);
    return this.bytes;
  }
}

function blocks(bytes) {
  const parts = [];
  for (let i = 0; i < bytes.length; i += 255) {
    const part = bytes.slice(i, i + 255);
    parts.push(part.length, ...part);
  }
  return Uint8Array.from([...parts, 0]);
}
