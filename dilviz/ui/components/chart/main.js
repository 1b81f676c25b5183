// What a chart says in words, and its Save menu. The chart itself is Streamlit's.
import { instanceOf, rootOf } from "../shared/component.js";
import { isPageRunning } from "../shared/connected.js";
import { make } from "../shared/elements.js";
import { savingButtons } from "../shared/saving.js";
import { chartSvg } from "./chart_svg.js";
import { StandIn } from "./standing_in.js";

const PLOTLY = "PLOTLY_ADDRESS"; // scripts.py writes it
const MOST_ASKED = 8;
const ASKED_AGAIN = 100; // milliseconds later, then twice as much
const NEAR = "600px"; // beyond what is in sight

export default function ({ parentElement, data, isNamed = () => true, setStateValue }) {
  const root = rootOf(parentElement);
  const drawn = () => document.querySelector(`.st-key-${data.chart} .js-plotly-plot:has(.main-svg)`);
  const ready = () => until(() => drawn() || !root.isConnected).then(drawn);
  const saving = savingButtons(data.name, () => chartSvg(drawn(), root), () => data.paper, ready);
  root.replaceChildren(make("p", "quiet", data.words), saving);
  const chart = instanceOf(parentElement, () => {
    whenNear(root, () => {
      import(new URL(PLOTLY, document.baseURI).href).catch(() => {}); // while the server draws
      chart.isNear = true;
      ask(chart, root);
    });
    const fragment = root.getRootNode().host?.closest("[data-testid=stVerticalBlock]") ?? document.body;
    return { turn: 0, standIn: new StandIn(fragment, `st-key-${data.chart}-chart`) };
  });
  chart.isMade = () => isNamed() && document.querySelector(`.st-key-${data.chart}-chart`);
  chart.tell = (turn) => setStateValue("near", turn);
  if (chart.isNear && !isNamed()) ask(chart, root);
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

// Of what several fragments tell at one moment, Streamlit runs one fragment: the others ask again when
// it has run.
async function ask(chart, root) {
  const first = chart.turn + 1;
  for (let time = 1; time <= MOST_ASKED && root.isConnected && !chart.isMade(); time++) {
    chart.tell((chart.turn += 1));
    await pause(ASKED_AGAIN * time);
    await until(() => !isPageRunning());
    if (chart.turn !== first + time - 1) return; // asked anew meanwhile
  }
}

function pause(milliseconds) {
  return new Promise((over) => setTimeout(over, milliseconds));
}

// Plotly may still be on its way when a chart is to be saved.
async function until(holds) {
  while (!holds()) await new Promise(requestAnimationFrame);
}
