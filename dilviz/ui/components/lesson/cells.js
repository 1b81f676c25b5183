// A grid of cells to mark: by click or finger, or by arrow keys and Space; Enter hands it in.
import { arrowStep } from "../shared/arrow_keys.js";
import { make } from "../shared/elements.js";
import { tallyCells } from "./tally.js";

export function cellsGrid({ shape: [rows, cols], answer, marked }, submit) {
  const element = make("div", {
    className: "cells",
    role: "grid",
    ariaMultiSelectable: "true",
    ariaLabel: `${rows} rows, ${cols} columns. Arrow keys move, Space marks, Enter checks.`,
    style: `--cols: ${cols}; --rows: ${rows}`,
  });
  const cells = Array.from({ length: rows }, (_, row) => Array.from({ length: cols }, (_, col) => cellButton(row, col)));
  element.append(...cells.map(gridRow), columnNumbers(cols));
  const home = marked ?? [rows >> 1, cols >> 1];
  const all = cells.flat();
  if (marked) markOutput(cells[marked[0]][marked[1]]);
  cells[home[0]][home[1]].tabIndex = 0;

  element.onclick = (event) => {
    const cell = event.target.closest(".cell");
    if (!cell || cell.disabled) return;
    press(cell, cell.ariaSelected !== "true");
    arrive(cell, all);
  };
  element.onkeydown = (event) => {
    const move = arrowStep(event, 1);
    if (move) return walk(cells, all, event.target, move);
    if (event.key !== "Enter") return;
    submit();
    event.preventDefault();
  };
  return {
    element,
    value: () => all.filter((cell) => cell.ariaSelected === "true").map(placeOfCell),
    clear: () => all.forEach((cell) => press(cell, false)),
    focus: () => all.find((cell) => cell.tabIndex === 0).focus(),
    show: (reply) => showCells(all, answer, reply),
    tally: (results) => tallyCells(all, results),
  };
}

function cellButton(row, col) {
  const spoken = { role: "gridcell", ariaLabel: `row ${row}, column ${col}`, ariaSelected: "false" };
  const cell = make("button", { className: "cell", type: "button", tabIndex: -1, ...spoken });
  Object.assign(cell.dataset, { row, col });
  return cell;
}

function gridRow(cells, number) {
  const head = make("span", { ariaHidden: true }, String(number)); // each cell says where it is
  return make("div", { className: "cell-row", role: "row" }, head, ...cells);
}

function columnNumbers(cols) {
  const numbers = Array.from({ length: cols }, (_, col) => make("span", "", String(col)));
  return make("div", { className: "cell-row", ariaHidden: true }, make("span"), ...numbers);
}

function markOutput(cell) {
  cell.classList.add("output");
  cell.ariaLabel += ", the place of the output";
}

function press(cell, on) {
  cell.ariaSelected = String(on);
}

function walk(cells, all, here, [down, right]) {
  const [row, col] = placeOfCell(here);
  const next = cells[row + down]?.[col + right];
  if (!next) return;
  arrive(next, all);
  next.focus();
}

function arrive(cell, all) {
  for (const other of all) other.tabIndex = other === cell ? 0 : -1;
}

function placeOfCell({ dataset }) {
  return [Number(dataset.row), Number(dataset.col)];
}

function showCells(all, answer, reply) {
  const right = new Set(answer.map(String));
  const chosen = new Set((reply ?? answer).map(String));
  for (const cell of all) {
    const place = String(placeOfCell(cell));
    const hit = reply ? "hit" : "read";
    const kind = right.has(place) ? (chosen.has(place) ? hit : "missed") : chosen.has(place) ? "extra" : "";
    if (kind) cell.classList.add(kind);
    if (kind) cell.ariaLabel += { hit: ", read", read: ", read", missed: ", read but not marked", extra: ", marked but not read" }[kind];
    press(cell, chosen.has(place));
    cell.disabled = true;
  }
}
