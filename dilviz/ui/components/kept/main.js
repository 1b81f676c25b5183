// Networks too long for a link, kept by this browser under the names that stand in links.
const PLACE = "dilviz network ";
const MOST_KEPT = 20;

export default function ({ data: { name, text }, setTriggerValue }) {
  if (text) keep(name, text);
  else setTriggerValue("found", { name, text: find(name) });
}

function find(name) {
  try {
    return JSON.parse(localStorage.getItem(PLACE + name))?.text ?? "";
  } catch {
    return ""; // no storage in this browser, or not for this page
  }
}

function keep(name, text) {
  const entry = JSON.stringify({ text, since: Date.now() });
  for (let most = MOST_KEPT; most > 0; most = Math.floor(most / 2)) {
    try {
      forgetOldest(most - 1, PLACE + name);
      localStorage.setItem(PLACE + name, entry);
      return;
    } catch {
      // full: fewer of the older ones stay
    }
  }
}

function forgetOldest(most, kept) {
  const others = Object.keys(localStorage).filter((key) => key.startsWith(PLACE) && key !== kept);
  const since = (key) => JSON.parse(localStorage.getItem(key)).since;
  others.sort((one, other) => since(other) - since(one));
  for (const key of others.slice(most)) localStorage.removeItem(key);
}
