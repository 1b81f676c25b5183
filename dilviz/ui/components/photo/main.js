// Brings one photograph to the page; the other components draw it.
import { rootOf } from "../shared/component.js";
import { publishPhoto } from "../shared/photos.js";

export default function ({ parentElement, data, setStateValue }) {
  rootOf(parentElement).hidden = true;
  publishPhoto(data.id, data.address, data.secret ? { "Dilviz-Picture": data.secret } : {});
  if (!data.heard) setStateValue("here", Date.now()); // a session that is new has not heard it
}
