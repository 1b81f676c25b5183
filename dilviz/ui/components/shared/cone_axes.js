// Along which axis the cone is drawn: a switch, where rows and columns differ.
import { choiceButtons } from "./choice_buttons.js";
import { coneModel } from "./cone_model.js";

const AXES = [["rows", "along the rows"], ["cols", "along the columns"]];

export function axesDiffer(report) {
  if (report.one_dimensional) return false;
  const [rows, cols] = AXES.map(([axis]) => JSON.stringify(coneModel(report, axis).rows));
  return rows !== cols;
}

// The switch; `show` fits it to a network.
export function axisSwitch() {
  let choose = () => {};
  const group = choiceButtons("Axis of the cone", AXES, null, (axis) => choose(axis), "convention axes");
  function show(offered, axis, onChoose) {
    choose = onChoose;
    group.hidden = !offered;
    group.show(axis);
  }
  return { group, show };
}
