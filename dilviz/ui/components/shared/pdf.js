// A PDF of one page that holds one picture, without loss.

const POINTS = 0.75; // of one CSS pixel

// data: RGBA bytes; size: [width, height] in pixels, `scale` of them for a CSS pixel
export async function pdfOf(data, [width, height], scale) {
  const picture = await deflated(withoutAlpha(data));
  const [wide, high] = [width, height].map((pixels) => ((pixels * POINTS) / scale).toFixed(2));
  const content = `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`;
  return assembled([
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`],
    [`<< /Length ${content.length} >>`, content],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB ` +
        `/BitsPerComponent 8 /Filter /FlateDecode /Length ${picture.length} >>`,
      picture,
    ],
  ]);
}

// objects: [dictionary, content of its stream or nothing], numbered from 1
function assembled(objects) {
  const parts = [];
  let length = 0;
  const add = (part) => {
    const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add("%PDF-1.4\n");
  const offsets = objects.map(([dictionary, stream], i) => {
    const offset = length;
    add(`${i + 1} 0 obj\n${dictionary}\n`);
    if (stream) for (const part of ["stream\n", stream, "\nendstream\n"]) add(part);
    add("endobj\n");
    return offset;
  });
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

function withoutAlpha(data) {
  const colours = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    colours[to++] = data[from];
    colours[to++] = data[from + 1];
    colours[to++] = data[from + 2];
  }
  return colours;
}

async function deflated(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
