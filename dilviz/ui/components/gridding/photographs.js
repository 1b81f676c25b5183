// The same on a photograph: pictures side by side, each with what it shows.
import { card, made } from "../shared/pieces.js";

export function showPhotographs(root, { pictures, alt }) {
  const figures = pictures.map(({ title, words, image }) => {
    const picture = made("img");
    picture.src = image;
    picture.alt = `${alt} ${title}: ${words}`;
    return made("figure", "", made("h4", "", title), picture, made("figcaption", "quiet", words));
  });
  root.replaceChildren(card("On a photograph", "", made("div", "photographs", ...figures)));
}
