// A file that an uploader does not take: said in our words, and taken out of it. Streamlit leaves it
// there, names its type as programs do, and the session does not hear of it.
import { make } from "../shared/elements.js";

const UPLOADER = '[data-testid="stFileUploader"]';
const REFUSED = '[data-testid="stFileChip"][aria-invalid="true"]';
const JUDGED_WITHIN = 5000; // milliseconds that Streamlit may take to mark the file

export function tellOfRefusedFiles() {
  for (const event of ["change", "drop"]) {
    addEventListener(event, ({ target }) => watch(target.closest?.(UPLOADER)), { capture: true });
  }
}

function watch(uploader) {
  if (!uploader) return;
  uploader.querySelector(".refused-file")?.remove();
  const watching = new MutationObserver(() => {
    const file = uploader.querySelector(REFUSED);
    if (!file) return;
    watching.disconnect();
    uploader.append(make("p", { className: "refused-file", role: "alert" }, sentence(file, uploader)));
    file.querySelector('[data-testid="stFileChipDeleteBtn"] button')?.click();
  });
  watching.observe(uploader, { childList: true, subtree: true });
  setTimeout(() => watching.disconnect(), JUDGED_WITHIN);
}

function sentence(file, uploader) {
  const name = file.querySelector('[data-testid="stFileChipName"]')?.textContent ?? "This file";
  const why = file.querySelector('[role="alert"]')?.textContent.replace(/^Error: /, "") ?? "";
  if (!why.includes("not allowed")) return `${name} is not read. ${why}`;
  const endings = uploader.querySelector("input[type=file]")?.accept.split(",").filter((ending) => ending.startsWith("."));
  return `${name} is not read here: choose a file that ends with ${endings?.join(", ")}.`;
}
