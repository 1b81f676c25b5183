// A listing: code in colours, with a button that copies it. It stays as its code changes.
import { copyWords } from "../shared/copying.js";
import { make, makeButton } from "../shared/elements.js";

const SAID_FOR = 2500; // milliseconds
const COPY_ICON = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/>'
  + '<path d="M10.5 3.5v-0.5a1.5 1.5 0 0 0-1.5-1.5h-6a1.5 1.5 0 0 0-1.5 1.5v6a1.5 1.5 0 0 0 1.5 1.5h0.5"/></svg>';

export function makeListing(name, { wraps = false } = {}) {
  const code = make("code");
  const words = make("pre", { className: wraps ? "wraps" : "", role: "region" }, code);
  if (!wraps) words.tabIndex = 0; // arrow keys scroll it
  const said = make("span", { className: "said", role: "status" });
  const button = copyButton(code, said);
  const box = make("div", "listing", words, said, button);
  const call = (title) => {
    words.setAttribute("aria-label", title);
    button.setAttribute("aria-label", `Copy: ${title}`);
  };
  call(name);
  return { box, call, show: (pieces) => code.replaceChildren(...pieces.map(colouredPiece)) };
}

function colouredPiece([kind, text]) {
  return kind ? make("span", kind, text) : text;
}

function copyButton(code, said) {
  let timer = 0;
  const copy = async () => {
    const done = await copyWords(code.textContent, button.parentElement);
    said.textContent = done ? "Copied" : "Not copied: select the code";
    clearTimeout(timer);
    timer = setTimeout(() => (said.textContent = ""), SAID_FOR);
  };
  const button = makeButton("", copy, { className: "copy", title: "Copy" });
  button.innerHTML = COPY_ICON;
  return button;
}
