// Words kept in this browser tab: a reload keeps them and no server knows.

const page = new Map(); // for a frame that may not store anything: until it is closed

export function keptInTab(name) {
  try {
    return sessionStorage.getItem(name) ?? page.get(name) ?? null;
  } catch {
    return page.get(name) ?? null;
  }
}

export function keepInTab(name, words) {
  page.set(name, words);
  try {
    sessionStorage.setItem(name, words);
  } catch {
    // the page has it
  }
}
