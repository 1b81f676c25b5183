// Saves a figure as a file: SVG as it is, PNG painted from the SVG at twice its size.

export function savingButtons(figureName, svgText) {
  const box = document.createElement("span");
  box.className = "saving";
  box.append(
    savingButton("SVG", `Save ${figureName} as SVG`, () => saveSvg(svgText(), figureName)),
    savingButton("PNG", `Save ${figureName} as PNG`, () => savePng(svgText(), figureName)),
  );
  return box;
}

function savingButton(words, label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.setAttribute("aria-label", label);
  button.onclick = act;
  return button;
}

export function saveSvg(svg, name) {
  saveBlob(new Blob([svg], { type: "image/svg+xml" }), `${fileName(name)}.svg`);
}

export async function savePng(svg, name, scale = 2) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * scale;
  canvas.height = picture.naturalHeight * scale;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saveBlob(blob, `${fileName(name)}.png`), "image/png");
}

export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function fileName(name) {
  return "dilviz-" + name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
