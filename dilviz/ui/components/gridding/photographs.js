// The same on a photograph: pictures side by side, each with what it shows.
import { cardHead } from "../shared/cards.js";
import { make } from "../shared/elements.js";
import { pictureSaving } from "../shared/picture_row.js";

export function showPhotographs(root, { pictures, alt }) {
  const figures = pictures.map(({ title, words, image }) => {
    const picture = make("img", { src: image, alt: `${alt} ${title}: ${words}` });
    return make("figure", "", make("h4", "", title), picture, make("figcaption", "quiet", words));
  });
  const layersOf = (figure) => [figure.querySelector("img")];
  const shown = () => ({ pictures: pictures.map(({ title, words }, i) => ({ layers: layersOf(figures[i]), title, note: words })), words: alt });
  const head = cardHead("On a photograph", "", pictureSaving("photographs", root, shown));
  root.replaceChildren(make("section", "card", head, make("div", "photographs", ...figures)));
}
