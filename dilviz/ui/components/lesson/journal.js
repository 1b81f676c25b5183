// What has been answered so far: in this browser tab only, so that a reload keeps it and no server knows.

const PLACE = "dilviz lesson";

export function entryOf(name, seed) {
  return allEntries()[`${name} ${seed}`] ?? null;
}

export function writeEntry(name, seed, entry) {
  keep({ ...allEntries(), [`${name} ${seed}`]: entry });
}

export function clearEntry(name, seed) {
  const { [`${name} ${seed}`]: _cleared, ...others } = allEntries();
  keep(others);
}

export function clearEntries() {
  keep({});
}

function keep(entries) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(entries));
  } catch {
    globalThis.dilvizLesson = entries; // a frame that may not store anything: until it is closed
  }
}

function allEntries() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE)) ?? globalThis.dilvizLesson ?? {};
  } catch {
    return globalThis.dilvizLesson ?? {};
  }
}
