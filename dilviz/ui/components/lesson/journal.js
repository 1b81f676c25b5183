// What has been answered so far, in this browser tab only.
import { keepInTab, keptInTab } from "./tab_storage.js";

const PLACE = "dilviz lesson";

export function entryOf(name, seed) {
  return allEntries()[`${name} ${seed}`] ?? null;
}

export function writeEntry(name, seed, entry) {
  writeEntries({ ...allEntries(), [`${name} ${seed}`]: entry });
}

export function clearEntry(name, seed) {
  const { [`${name} ${seed}`]: _cleared, ...others } = allEntries();
  writeEntries(others);
}

export function clearEntries() {
  writeEntries({});
}

function writeEntries(entries) {
  keepInTab(PLACE, JSON.stringify(entries));
}

function allEntries() {
  return JSON.parse(keptInTab(PLACE)) ?? {};
}
