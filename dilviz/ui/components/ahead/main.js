// Draws a figure as soon as the link names it, and as soon as a run of the page names what it does
// not show. Streamlit writes the link when a control is released. A run brings data only where the
// link does not tell it, and when the page is opened.
// What somebody sees comes first, in one frame; what is out of sight in the next.
import { isPageRunning } from "../shared/connected.js";
import { afterPaint, hold } from "./holding.js";
import { linkNow, onLink } from "./links.js";
import { runAgainWhenReconnected } from "./reconnecting.js";
import { makeView } from "./view.js";
import { keepLink, showAddress, visitByAddress } from "./visiting.js";

const PATIENCE_WITH_PAGE = 500; // milliseconds
const IN_GREY = ".last-network"; // it names the network that is shown while the line holds none
let waiting = 0; // for the page to bring what could not be fetched
let completing = 0; // what runs have mounted without data

const FIGURES = new Map(); // the shadow root of a figure -> what is known of it
const SIGHT = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    const figure = FIGURES.get(target.shadowRoot);
    if (figure) figure.outOfSight = !isIntersecting;
  }
});

// In place of `draw(given)`, for whatever the page mounts. `isNamed()` says whether the last run of
// the page named what is drawn: one that the link decides is ahead of it otherwise.
export default function follow(given, draw) {
  const info = given.data?.ahead;
  if (!info) return draw(given);
  const figure = known(given.parentElement, info);
  const again = figure.mounted === given.data; // in another theme
  Object.assign(figure, { info, mounted: given.data });
  figure.paint = (data) => (figure.leave = draw({ ...given, data, isNamed: figure.view.isShown }));
  if (again) figure.view.repaint();
  else mount(figure, Object.keys(given.data).length > 1 ? given.data : null);
  return () => figure.leave?.();
}

function mount(figure, data) {
  figure.view.mounted(figure.info, data);
  if (data || figure.view.isShown()) figure.failed = null;
  else if (isIncomplete(figure)) {
    clearTimeout(completing);
    completing = setTimeout(askForNews);
  }
}

// An answer to another stamp is newer than the run: the page follows.
function isIncomplete({ view, asked, pending }) {
  return !view.isShown() && !view.isAnswered() && pending !== asked;
}

function known(root, info) {
  if (!FIGURES.has(root)) {
    const figure = { asked: questionOf(info, linkNow()), page: location.pathname };
    figure.view = makeView((data) => figure.paint(data));
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
  askForNews(query);
});

function askForNews(query = linkNow()) {
  const figures = here().filter((figure) => isNew(figure, query) || isIncomplete(figure));
  if (figures.length) ask(figures, query);
}

// From the top of the page.
function here() {
  for (const root of FIGURES.keys()) if (!root.isConnected) FIGURES.delete(root);
  const shown = [...FIGURES].filter(([, figure]) => figure.page === location.pathname);
  return shown.sort(fromTheTop).map(([, figure]) => figure);
}

function fromTheTop([one], [other]) {
  return one.host.compareDocumentPosition(other.host) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function isNew(figure, query) {
  const before = figure.asked;
  figure.asked = questionOf(figure.info, query);
  if (figure.asked !== before) figure.view.linkChanged();
  return figure.asked !== before;
}

// All in one question: each answer would wait for the browser anew.
async function ask(figures, query) {
  const asked = figures.map((figure) => [figure, (figure.pending = figure.asked)]);
  const keys = figures.map(({ info }) => info.key).join(",");
  const names = [...new Set(figures.flatMap(({ info }) => info.names))];
  const release = hold();
  const answers = await fetched(`${figures[0].info.address}/${keys}?${questionOf({ names }, query)}`);
  const [seen, below] = bySight(asked);
  const draw = (group) => group.forEach(([figure, question]) => take(figure, question, query, answers?.[figure.info.key]));
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

function take(figure, question, query, answer) {
  if (figure.pending === question) figure.pending = null;
  if (figure.asked !== question) return;
  if (!answer?.stamp) return leaveToPage(figure, question);
  figure.failed = null;
  figure.drawn = questionOf(figure.info, query);
  figure.view.answered(answer);
}

// A run of the page says why a figure is refused. What could not be fetched it brings, and what the
// link does not tell; a run by the address brings all.
function leaveToPage(figure, question) {
  figure.failed = question;
  clearTimeout(waiting);
  waiting = setTimeout(bringFromPage, PATIENCE_WITH_PAGE);
}

function bringFromPage() {
  const figures = here().filter(({ failed, asked }) => failed === asked);
  if (!figures.length) return;
  if (isPageRunning()) waiting = setTimeout(bringFromPage, PATIENCE_WITH_PAGE);
  else if (!askInGrey(figures, document.querySelector(IN_GREY))) showAddress();
}

// What the link says, with the network that is shown while the line holds none. False where that has
// failed too.
function askInGrey(figures, last) {
  if (!last) return false;
  const query = linkNow();
  query.set("net", last.dataset.net);
  const behind = figures.filter(({ info, drawn }) => drawn !== questionOf(info, query));
  if (behind.some(({ inGrey, asked }) => inGrey === asked)) return false;
  for (const figure of behind) figure.inGrey = figure.asked;
  if (behind.length) ask(behind, query);
  return true;
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
