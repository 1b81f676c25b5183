// Saves a figure as a file: SVG as it is, PNG painted from the SVG at twice its size.
import { make, makeButton } from "./elements.js";

export function savingButtons(figureName, svgText) {
  return make("span", "saving",
    makeButton("SVG", () => saveSvg(svgText(), figureName), { ariaLabel: `Save ${figureName} as SVG` }),
    makeButton("PNG", () => savePng(svgText(), figureName), { ariaLabel: `Save ${figureName} as PNG` }));
}

export function saveSvg(svg, name) {
  saveBlob(new Blob([svg], { type: "image/svg+xml" }), `${fileName(name)}.svg`);
}

export async function savePng(svg, name, scale = 2) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = make("canvas", { width: picture.naturalWidth * scale, height: picture.naturalHeight * scale });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saveBlob(blob, `${fileName(name)}.png`), "image/png");
}

export function saveBlob(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function fileName(name) {
  return "dilviz-" + name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
