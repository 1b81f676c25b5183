// The same on a photograph: pictures side by side, each with what it shows.
import { card } from "../shared/cards.js";
import { make } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { pictureRowSvg } from "../shared/picture_row.js";
import { savingButtons } from "../shared/saving.js";

export function showPhotographs(root, { pictures, alt }) {
  const figures = pictures.map(({ title, words, image }) => {
    const picture = make("img", { src: image, alt: `${alt} ${title}: ${words}` });
    return make("figure", "", make("h4", "", title), picture, make("figcaption", "quiet", words));
  });
  root.replaceChildren(card("On a photograph", "", make("div", "photographs", ...figures)));
  root.querySelector(".card-head").append(savingButtons("photographs", () => {
    const shown = pictures.map(({ title, words }, i) => ({ layers: [figures[i].querySelector("img")], title, note: words }));
    return pictureRowSvg(shown, alt, paletteOf(root));
  }));
}
