// Photographs that have arrived, by their id: sent once, used by every component of the page.
import { make } from "./elements.js";

const MOST_KEPT = 6;
const STORE = (globalThis.dilvizPhotos ??= new Map()); // components are separate scripts
const ARRIVED = "dilviz-photo";

export function publishPhoto(id, address, headers = {}) {
  if (!STORE.has(id)) STORE.set(id, fetched(id, address, headers));
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

// Tries again for as long as the page is open: the line may be gone, also in the middle of a picture,
// or the server, or somebody between answers otherwise. A picture that is nowhere never arrives: by
// then the page has another one.
async function fetched(id, address, headers) {
  for (let pause = 500; ; pause = Math.min(2 * pause, 8000)) {
    const reply = await fetch(new URL(address, document.baseURI), { headers }).catch(() => null);
    const photo = reply?.ok && (await reply.blob().then(decoded).catch(() => null));
    if (photo) return photo;
    if (reply?.status === 404) STORE.delete(id);
    await new Promise((wait) => reply?.status === 404 || setTimeout(wait, pause));
  }
}

async function decoded(file) {
  const image = await createImageBitmap(file);
  const canvas = make("canvas", { width: image.width, height: image.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  image.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { canvas, rows: canvas.height, cols: canvas.width, values: data };
}
