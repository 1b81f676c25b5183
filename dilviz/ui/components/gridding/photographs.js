// The same on a photograph: pictures side by side, each with what it shows.
import { cardHead } from "../shared/cards.js";
import { make } from "../shared/elements.js";
import { photoOf, publishPhoto } from "../shared/photos.js";
import { pictureSaving } from "../shared/picture_row.js";
import { drawn, shrunk, sizeOf } from "./lighting.js";

export function showPhotographs(root, data) {
  const { pictures, alt, photograph, block } = data;
  const canvases = pictures.map(({ kind, title, words }) => {
    const [height, width] = sizeOf(kind, data);
    return make("canvas", { height, width, role: "img", ariaLabel: `${alt} ${title}: ${words}` });
  });
  const figures = pictures.map(({ title, words }, i) =>
    make("figure", "", make("h4", "", title), canvases[i], make("figcaption", "quiet", words)));
  const shown = () => ({ pictures: pictures.map(({ title, words }, i) => ({ layers: [canvases[i]], title, note: words })), words: alt });
  const head = cardHead("On a photograph", "", pictureSaving("photographs", root, shown));
  root.replaceChildren(make("section", "card", head, make("div", "photographs", ...figures)));
  publishPhoto(photograph, `photograph?image=${photograph}`);
  photoOf(photograph).then((photo) => {
    const small = shrunk(photo, block);
    pictures.forEach(({ kind }, i) => canvases[i].getContext("2d").putImageData(drawn(kind, small, data), 0, 0));
  });
}
