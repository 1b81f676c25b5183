// Brings one photograph to the page; the other components draw it.
import { publishPhoto } from "../shared/photos.js";

export default function ({ parentElement, data }) {
  parentElement.querySelector(".dilviz").hidden = true;
  publishPhoto(data.id, data.address);
}
