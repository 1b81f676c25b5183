// Brings one photograph to the page; the other components draw it.
import { instanceOf, rootOf } from "../shared/component.js";
import { publishPhoto } from "../shared/photos.js";

export default function ({ parentElement, data, setStateValue }) {
  rootOf(parentElement).hidden = true;
  publishPhoto(data.id, data.address, data.secret ? { "Dilviz-Picture": data.secret } : {});
  instanceOf(parentElement, () => setStateValue("here", true)); // once
}
