// The same on a photograph: pictures side by side, each with what it shows.
import { cardHead } from "../shared/cards.js";
import { make } from "../shared/elements.js";
import { photoOf, publishPhoto } from "../shared/photos.js";
import { pictureSaving } from "../shared/picture_row.js";
import { drawn, shrunk, sizeOf } from "./lighting.js";

const SMALL = new WeakMap(); // a photograph, whatever network it is shown with -> its means
const PATIENCE = 1000; // milliseconds until the page says that the photograph is not here yet

export function showPhotographs(root, data) {
  const { pictures, alt, photograph, block } = data;
  const canvases = pictures.map(({ kind, title, words }) => {
    const [height, width] = sizeOf(kind, data);
    return make("canvas", { height, width, role: "img", ariaLabel: `${alt} ${title}: ${words}` });
  });
  const figures = pictures.map(({ title, words }, i) =>
    make("figure", "", make("h4", "", title), canvases[i], make("figcaption", "quiet", words)));
  const shown = () => ({ pictures: pictures.map(({ title, words }, i) => ({ layers: [canvases[i]], title, note: words })), words: alt });
  const ready = () => lit.then(() => head.isConnected); // else others have been saved from
  const note = make("small", { className: "quiet", role: "status" });
  const head = cardHead("On a photograph", "", note, pictureSaving("photographs", root, shown, { ready }));
  root.replaceChildren(make("section", "card", head, make("div", "photographs", ...figures)));
  const waiting = setTimeout(() => (note.textContent = "The photograph is on its way …"), PATIENCE);
  publishPhoto(photograph, `photograph?image=${photograph}`);
  const lit = photoOf(photograph).then((photo) => {
    clearTimeout(waiting);
    note.textContent = "";
    if (!SMALL.has(photo)) SMALL.set(photo, shrunk(photo, block)); // the block is the photograph's
    const small = SMALL.get(photo);
    pictures.forEach(({ kind }, i) => canvases[i].getContext("2d").putImageData(drawn(kind, small, data), 0, 0));
  });
}
