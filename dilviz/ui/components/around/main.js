// What stands around every page, and Streamlit does not draw: the contents of a long page, light or
// dark, and words when the server does not answer or a file is not taken. It runs before Streamlit.
import { colourChoice, followChoice } from "./colours.js";
import { tellOfConnection } from "./connection.js";
import { contentsMenu } from "./contents.js";
import { tellOfRefusedFiles } from "./refused.js";
import { sayWhereTheServerIs } from "./server.js";
import { letTablesScroll } from "./tables.js";
import { isPageRunning } from "../shared/connected.js";
import { make } from "../shared/elements.js";

const STATE = "data-test-script-state"; // Streamlit writes it on its outermost element

sayWhereTheServerIs();
tellOfRefusedFiles();
if (new URLSearchParams(location.search).get("embed") !== "true") {
  followChoice();
  addEventListener("DOMContentLoaded", () => {
    document.body.append(make("div", "around", contentsMenu(), colourChoice()));
    const afterRuns = new MutationObserver(() => {
      nameMenu();
      if (!isPageRunning()) letTablesScroll(); // it measures, so the browser lays the page out
    });
    afterRuns.observe(document.body, { subtree: true, attributes: true, attributeFilter: [STATE] });
    tellOfConnection();
  });
}

// The menu of pages on a phone; frame.css writes the same word beside its sign.
function nameMenu() {
  document.querySelector('[data-testid="stExpandSidebarButton"]')?.setAttribute("aria-label", "Pages");
}

export default function nothing() {} // no page mounts it
