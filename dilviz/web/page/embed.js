// The light page: one question, one answer, drawn by the modules that the app draws with.
import { followTheme, tellHeight } from "../../page/framed.js";
import { showCone } from "../../ui/components/shared/cone.js";
import { showNumbers } from "../../ui/components/shared/numbers.js";
import { showTable } from "../../ui/components/shared/rftable.js";
import { showSquares } from "../../ui/components/shared/squares.js";

const PAUSE = 250; // milliseconds of quiet typing before the server is asked

const root = document.querySelector("main.dilviz");
const form = root.querySelector("form");
const part = (name) => root.querySelector(`.${name}`);
const states = { cone: {}, table: {} };

let current = JSON.parse(document.getElementById("first").textContent);
const gates = form.elements.gates;
gates.value = gates.dataset.asked === "follow" ? "follow" : "";
let waiting = 0;
let asked = 0;

function draw(report) {
  showNumbers(part("strip"), report);
  const squares = (id) => showSquares(part("squares"), report, id);
  squares(null);
  showTable(part("layers"), report, states.table, squares);
  showCone(part("cone"), report, states.cone);
}

function showAnswer(report) {
  current = report;
  part("answer").hidden = !report;
  part("gates").hidden = !report?.gates.length && !gates.value;
  if (report) draw(report);
}

function settings() {
  const values = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return values.filter(([, value]) => value);
}

async function ask() {
  const number = ++asked;
  const reply = await fetch(`api/rf?${new URLSearchParams(settings())}`).catch(() => null);
  const answer = reply && (await reply.json().catch(() => null));
  if (number !== asked) return; // a newer question is on its way
  const problem = answer ? (answer.error ?? "") : "The server does not answer. Try again in a moment.";
  document.getElementById("error").textContent = problem;
  part("answer").classList.toggle("stale", Boolean(problem));
  if (problem) return;
  remember();
  showAnswer(answer);
}

// The address holds the question, so that a reload and a copied link show the same.
function remember() {
  const here = new URL(location.href);
  for (const name of ["input", "gates", "n", "c"]) here.searchParams.delete(name); // n, c: older names
  for (const [name, value] of settings()) here.searchParams.set(name, value);
  history.replaceState(null, "", here);
  part("foot").querySelector("a").href = `stack?${new URLSearchParams(settings())}`;
}

function askSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

form.addEventListener("input", askSoon);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  ask();
});
followTheme(root, () => current && draw(current));
showAnswer(current);
tellHeight(root);
