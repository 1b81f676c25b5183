// Draws a figure as soon as the link names it: a run of the page takes three times as long, and
// what it brings is drawn by then. Streamlit writes the link when a control is released.
// What somebody sees comes first, in one frame; what is out of sight in the next.
import { isPageRunning } from "../shared/connected.js";
import { afterPaint, hold } from "./holding.js";
import { linkNow, onLink } from "./links.js";
import { runAgainWhenReconnected } from "./reconnecting.js";
import { makeTurns } from "./turns.js";
import { keepLink, showAddress, visitByAddress } from "./visiting.js";

const PATIENCE_WITH_PAGE = 500; // milliseconds
let waiting = 0; // for the page to bring what could not be fetched

const FIGURES = new Map(); // the shadow root of a figure -> what is known of it
const SIGHT = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    const figure = FIGURES.get(target.shadowRoot);
    if (figure) figure.outOfSight = !isIntersecting;
  }
});

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
  figure.failed = null;
  return figure.leave;
}

function known(root, told) {
  if (!FIGURES.has(root)) {
    const figure = { asked: questionOf(told, linkNow()), page: location.pathname };
    figure.turns = makeTurns((data) => figure.paint(data));
    FIGURES.set(root, figure);
    SIGHT.observe(root.host);
  }
  return FIGURES.get(root);
}

visitByAddress();
runAgainWhenReconnected();
keepLink();
onLink((query) => {
  keepLink();
  const changed = [...FIGURES].filter(isHere).sort(fromTheTop).map(([, figure]) => figure).filter((figure) => isNew(figure, query));
  const alone = changed.filter((figure) => figure.told.separate).map((figure) => [figure]);
  for (const some of [changed.filter((figure) => !figure.told.separate), ...alone]) if (some.length) ask(some, query);
});

function isHere([root, figure]) {
  if (!root.isConnected) FIGURES.delete(root);
  return root.isConnected && figure.page === location.pathname;
}

function fromTheTop([one], [other]) {
  return one.host.compareDocumentPosition(other.host) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function isNew(figure, query) {
  const before = figure.asked;
  figure.asked = questionOf(figure.told, query);
  return figure.asked !== before;
}

// All in one question: each answer would wait for the browser anew.
async function ask(figures, query) {
  const asked = figures.map((figure) => [figure, figure.asked]);
  const keys = figures.map(({ told }) => told.key).join(",");
  const names = [...new Set(figures.flatMap(({ told }) => told.names))];
  const release = hold();
  const answers = await fetched(`${figures[0].told.address}/${keys}?${questionOf({ names }, query)}`);
  const [seen, below] = bySight(asked);
  const draw = (some) => some.forEach(([figure, question]) => take(figure, question, answers?.[figure.told.key]));
  draw(seen);
  afterPaint(() => {
    draw(below);
    release();
  });
}

// Where none is in sight, none has to wait.
function bySight(asked) {
  const seen = asked.filter(([figure]) => !figure.outOfSight);
  const below = asked.filter(([figure]) => figure.outOfSight);
  return seen.length ? [seen, below] : [below, seen];
}

function take(figure, question, answer) {
  if (!answer?.stamp) leaveToPage(figure, question);
  else if (figure.asked === question) figure.turns.ahead(answer.stamp, answer.data);
  else figure.turns.overtaken(answer.stamp);
}

// A change that starts a run of the page brings the figure by itself. Of other changes the page is
// told by its address.
function leaveToPage(figure, question) {
  figure.turns.failed();
  figure.failed = question;
  clearTimeout(waiting);
  waiting = setTimeout(bringFromPage, PATIENCE_WITH_PAGE);
}

function bringFromPage() {
  const isMissing = ([root, figure]) => isHere([root, figure]) && figure.failed === figure.asked;
  if (![...FIGURES].some(isMissing)) return;
  if (isPageRunning()) waiting = setTimeout(bringFromPage, PATIENCE_WITH_PAGE);
  else showAddress();
}

// One event, where fetch takes three: each waits for whatever the browser does then.
function fetched(address) {
  return new Promise((answer) => {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(address, document.baseURI));
    request.responseType = "json";
    request.onload = () => answer(request.status === 200 ? request.response : null);
    request.onerror = () => answer(null); // whatever it was: the page knows the way, and what to say
    request.send();
  });
}

// What decides some figures, out of all that stands in the link; commas part the values of a name.
function questionOf({ names }, query) {
  const held = names.filter((name) => query.has(name));
  return new URLSearchParams(held.map((name) => [name, query.getAll(name).join(",")])).toString();
}
