// The dilation rate: a slider that the other components follow while it is dragged.
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { publishLiveRate, whenAnswered } from "../shared/live_rate.js";

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  root.classList.add("rate");
  const control = instanceOf(parentElement, () => buildRate(root, data));
  control.send = (rate) => setStateValue("rate", rate);
  settleRate(control, data.rate);
  return () => publishLiveRate(null);
}

function buildRate(root, { label, lowest, highest, rate }) {
  const input = make("input", { type: "range", step: 1, min: lowest, max: highest, value: rate, ariaLabel: label });
  const shown = make("output");
  root.append(make("label", "", make("span", "", label), input, shown));
  const control = { input, shown, settled: rate, awaited: null, takeBack: () => {} };
  input.oninput = () => {
    const moved = Number(input.value);
    shown.textContent = moved;
    control.awaited = moved === control.settled ? null : moved;
    publishLiveRate(moved);
  };
  input.onchange = () => sendAfterPicture(control, Number(input.value));
  return control;
}

// The picture first: the browser asks for it itself, and a run of the page would be in its way.
function sendAfterPicture(control, rate) {
  control.takeBack();
  control.takeBack = whenAnswered(rate, () => control.send(rate));
}

// The answer to an older setting is not shown: the control stays where it was moved to.
function settleRate(control, rate) {
  control.settled = rate;
  if (control.awaited !== null && control.awaited !== rate) return;
  control.awaited = null;
  control.input.value = rate;
  control.shown.textContent = rate;
  publishLiveRate(rate);
}
