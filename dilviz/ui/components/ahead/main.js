// Draws a figure as soon as the link names it: a run of the page takes three times as long, and
// what it brings is drawn by then. Streamlit writes the link when a control is released.
import { makeTurns } from "./turns.js";
import { linkNow, onLink } from "./links.js";

const FIGURES = new Map(); // the element of a figure -> what is known of it

// In place of `draw(given)`, for whatever the page brings.
export default function follow(given, draw) {
  const told = given.data?.ahead;
  if (!told) return draw(given);
  const figure = known(given.parentElement, told);
  const again = figure.brought === given.data; // in another theme
  Object.assign(figure, { told, brought: given.data });
  figure.paint = (data) => (figure.leave = draw({ ...given, data }));
  if (again) figure.turns.repaint();
  else figure.turns.brought(told.stamp, given.data);
  return figure.leave;
}

function known(root, told) {
  if (!FIGURES.has(root)) {
    const figure = { asked: questionOf(told, linkNow()), page: location.pathname };
    figure.turns = makeTurns((data) => figure.paint(data));
    FIGURES.set(root, figure);
  }
  return FIGURES.get(root);
}

onLink((query) => {
  for (const [root, figure] of [...FIGURES].sort(fromTheTop)) {
    if (!root.isConnected) FIGURES.delete(root);
    else if (figure.page === location.pathname) look(figure, query);
  }
});

// The server answers few at a time: first what stands first.
function fromTheTop([one], [other]) {
  return one.host.compareDocumentPosition(other.host) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

async function look(figure, query) {
  const question = questionOf(figure.told, query);
  if (question === figure.asked) return;
  figure.asked = question;
  const answer = await fetched(figure.told.address, question);
  if (!answer?.stamp) figure.turns.failed();
  else if (figure.asked === question) figure.turns.ahead(answer.stamp, answer.data);
  else figure.turns.overtaken(answer.stamp);
}

async function fetched(address, question) {
  try {
    const reply = await fetch(new URL(`${address}?${question}`, document.baseURI));
    return reply.ok ? await reply.json() : null;
  } catch {
    return null; // whatever it was: the page knows the way, and what to say
  }
}

// What decides this figure, out of all that stands in the link; commas part the values of a name.
function questionOf({ names }, query) {
  const held = names.filter((name) => query.has(name));
  return new URLSearchParams(held.map((name) => [name, query.getAll(name).join(",")])).toString();
}
