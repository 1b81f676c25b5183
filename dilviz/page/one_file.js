// The calculator as one file: drawn from the report inside it, by the modules of the app.
import { followTheme, tellHeight } from "./framed.js";
import { showCone } from "../ui/components/shared/cone.js";
import { showGrowth } from "../ui/components/shared/growth.js";
import { showNumbers } from "../ui/components/shared/numbers.js";
import { showTable } from "../ui/components/shared/rftable.js";
import { showSquares } from "../ui/components/shared/squares.js";

const root = document.querySelector("main.dilviz");
const part = (name) => root.querySelector(`.${name}`);
const { report, growth } = JSON.parse(document.getElementById("report").textContent);
const states = { cone: {}, growth: {}, table: {} };

function draw() {
  showNumbers(part("strip"), report);
  const squares = (id) => showSquares(part("squares"), report, id);
  squares(null);
  if (growth) showGrowth(part("growth"), growth, states.growth);
  else part("growth").parentElement.hidden = true;
  showTable(part("layers"), report, states.table, squares);
  showCone(part("cone"), report, states.cone);
}

followTheme(root, draw);
draw();
tellHeight(root);
