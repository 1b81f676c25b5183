// Along which axis the cone is drawn: a switch, where rows and columns differ.
import { choiceButtons } from "./choice_buttons.js";
import { coneModel } from "./cone_model.js";

const AXES = [
  { axis: "rows", name: "along the rows" },
  { axis: "cols", name: "along the columns" },
];

export function axesDiffer(report) {
  if (report.one_dimensional) return false;
  const [rows, cols] = AXES.map(({ axis }) => JSON.stringify(coneModel(report, axis).rows));
  return rows !== cols;
}

// The switch; `show` fits it to a network.
export function axisSwitch() {
  let choose = () => {};
  const options = AXES.map(({ axis, name }) => [axis, name]);
  const group = choiceButtons("Axis of the cone", options, null, (axis) => choose(axis), "convention axes");
  function show(offered, axis, onChoose) {
    choose = onChoose;
    group.hidden = !offered;
    AXES.forEach((option, i) => (group.children[i].ariaPressed = String(option.axis === axis)));
  }
  return { group, show };
}
