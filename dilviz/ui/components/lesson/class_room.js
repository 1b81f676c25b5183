// A class on the server: see dilviz/web/class_room.py. Codes and keys are drawn by chance, here.
import { keepInTab, keptInTab } from "./tab_storage.js";

const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // none that is read as another
const OFTEN = 500; // milliseconds between two questions
const LEARNER = "dilviz learner";

export function newCode() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}

// The teacher's key of a class, in this browser tab; a phone gets it behind the # of its link.
export function keyOf(code) {
  const key = location.hash.slice(1);
  return key || (keptInTab(`dilviz class ${code}`) ?? "");
}

export async function openClass(code) {
  const key = randomWord();
  const opened = await post(code, "open", { key });
  if (opened) keepInTab(`dilviz class ${code}`, key);
  return opened;
}

export function closeClass(code) {
  return post(code, "close", { key: keyOf(code) });
}

export function joinClass(code) {
  return post(code, "join", { learner: learner() });
}

export function answerInClass(code, { name, seed }, reply) {
  const picks = [reply].flat(1).map((pick) => String(pick).replaceAll("\u2212", "-").replace(/\s/g, ""));
  return post(code, "answer", { learner: learner(), question: `${name} ${seed}`, picks });
}

export function steerWall(code, turn) {
  return post(code, "steer", { key: keyOf(code), ...turn });
}

export function codeToJoin(code, { seed, steps }, key = "") {
  return addressOf(code, "qr.svg", { seed, steps, key });
}

// Asks for the answers again and again; `onResults(results)` gets null once where there is no such class.
// Returns what ends it.
export function followClass(code, question, onResults) {
  let over = false;
  let timer;
  const ask = async () => {
    const results = await resultsOf(code, question());
    if (over) return;
    if (results !== undefined) onResults(results);
    if (results !== null) timer = setTimeout(ask, OFTEN);
  };
  ask();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

// null where there is no such class; undefined where nothing was heard.
async function resultsOf(code, question) {
  try {
    const reply = await fetch(addressOf(code, "", { question, key: keyOf(code) }));
    if (reply.ok) return await reply.json();
    return reply.status === 404 ? null : undefined;
  } catch {
    return undefined;
  }
}

async function post(code, act, words) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(words) };
  try {
    return (await fetch(addressOf(code, act), request)).ok;
  } catch {
    return false;
  }
}

function addressOf(code, more, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return new URL(`class/${code}${more && `/${more}`}?${search}`, document.baseURI).href;
}

// No name: a word by chance, for this browser tab.
function learner() {
  if (!keptInTab(LEARNER)) keepInTab(LEARNER, randomWord());
  return keptInTab(LEARNER);
}

function randomWord() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
