// Along which axis the cone is drawn: a switch, where rows and columns differ.
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
  const group = document.createElement("div");
  group.className = "convention axes";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Axis of the cone");
  const buttons = AXES.map(({ name }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    group.append(button);
    return button;
  });
  function show(offered, axis, choose) {
    group.hidden = !offered;
    AXES.forEach((one, i) => {
      buttons[i].setAttribute("aria-pressed", String(one.axis === axis));
      buttons[i].onclick = () => choose(one.axis);
    });
  }
  return { group, show };
}
