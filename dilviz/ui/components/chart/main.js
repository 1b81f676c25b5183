// What a chart says in words, and its Save menu. The chart itself is Streamlit's.
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { savingButtons } from "../shared/saving.js";
import { chartSvg } from "./chart_svg.js";
import { StandIn } from "./standing_in.js";

const PLOTLY = "PLOTLY_ADDRESS"; // scripts.py writes it
const MOST_ASKED = 8;
const NEAR = "600px"; // beyond what is in sight

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  const drawn = () => document.querySelector(`.st-key-${data.chart} .js-plotly-plot:has(.main-svg)`);
  const ready = () => until(() => drawn() || !root.isConnected).then(drawn);
  const saving = savingButtons(data.name, () => chartSvg(drawn(), root), () => data.paper, ready);
  root.replaceChildren(make("p", "quiet", data.words), saving);
  instanceOf(parentElement, () => {
    whenNear(root, () => {
      import(new URL(PLOTLY, document.baseURI).href).catch(() => {}); // while the server draws
      askFor(data.chart, root, (turn) => setStateValue("near", turn));
    });
    const fragment = root.getRootNode().host?.closest("[data-testid=stVerticalBlock]") ?? document.body;
    return new StandIn(fragment, `st-key-${data.chart}-chart`);
  });
}

function whenNear(element, then) {
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    then();
  }, { rootMargin: NEAR, scrollMargin: NEAR });
  watcher.observe(element);
  return watcher;
}

// Of what several fragments tell at one moment, Streamlit runs one fragment: the others ask again.
async function askFor(chart, root, send) {
  for (let turn = 1; turn <= MOST_ASKED && root.isConnected && !document.querySelector(`.st-key-${chart}-chart`); turn++) {
    send(turn);
    await new Promise((wait) => setTimeout(wait, 300 * turn));
  }
}

// Plotly may still be on its way when a chart is to be saved.
async function until(holds) {
  while (!holds()) await new Promise(requestAnimationFrame);
}
