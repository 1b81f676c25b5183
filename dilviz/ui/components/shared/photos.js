// Photographs that have arrived, by their id: sent once, used by every component of the page.

const MOST_KEPT = 6;
const STORE = (globalThis.dilvizPhotos ??= new Map()); // components are separate scripts
const ARRIVED = "dilviz-photo";

export function publishPhoto(id, address) {
  if (!STORE.has(id)) STORE.set(id, decoded(address));
  for (const old of STORE.keys()) if (STORE.size > MOST_KEPT && old !== id) STORE.delete(old);
  dispatchEvent(new CustomEvent(ARRIVED, { detail: id }));
}

// A promise of {canvas, rows, cols, values}: values are red, green, blue, alpha, row by row.
export function photoOf(id) {
  if (STORE.has(id)) return STORE.get(id);
  return new Promise((resolve) => {
    const arrived = (event) => {
      if (event.detail !== id) return;
      removeEventListener(ARRIVED, arrived);
      resolve(STORE.get(id));
    };
    addEventListener(ARRIVED, arrived);
  });
}

async function decoded(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { canvas, rows: canvas.height, cols: canvas.width, values: data };
}
