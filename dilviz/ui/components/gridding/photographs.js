// The same on a photograph: pictures side by side, each with what it shows.
import { card } from "../shared/cards.js";
import { make } from "../shared/elements.js";

export function showPhotographs(root, { pictures, alt }) {
  const figures = pictures.map(({ title, words, image }) => {
    const picture = make("img", { src: image, alt: `${alt} ${title}: ${words}` });
    return make("figure", "", make("h4", "", title), picture, make("figcaption", "quiet", words));
  });
  root.replaceChildren(card("On a photograph", "", make("div", "photographs", ...figures)));
}
