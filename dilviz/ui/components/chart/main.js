// What a chart says in words, and its Save menu. The chart itself is Streamlit's.
import { rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { savingButtons } from "../shared/saving.js";
import { chartSvg } from "./chart_svg.js";

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  const drawn = () => document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
  const saving = savingButtons(data.name, () => chartSvg(drawn(), root), () => data.paper);
  root.replaceChildren(make("p", "quiet", data.words), saving);
}
