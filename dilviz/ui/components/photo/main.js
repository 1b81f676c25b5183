// Brings one photograph to the page; the other components draw it.
import { publishPhoto } from "../shared/photos.js";

const HERE = new WeakSet(); // those that have said so

export default function ({ parentElement, data, setStateValue }) {
  parentElement.querySelector(".dilviz").hidden = true;
  publishPhoto(data.id, data.address, data.secret ? { "Dilviz-Picture": data.secret } : {});
  if (HERE.has(parentElement)) return;
  HERE.add(parentElement);
  setStateValue("here", true);
}
