// Streamlit takes a chart away and makes it anew whenever its data change, and Plotly's functions that
// would redraw it in place are out of a component's reach. Until the new chart is drawn, a copy of the
// old one stands in its place: nothing flickers, and nothing below it moves.
import { make } from "../shared/elements.js";

const TRACE = ".js-plotly-plot .cartesianlayer .trace"; // of a chart that is drawn
const OVER = "position: absolute; top: 0; left: 0;"; // Plotly's drawings lie on top of each other

// `around` holds the container of a chart, which comes and goes; `name` is its class.
export class StandIn {
  constructor(around, name) {
    this.blocks = around.getElementsByClassName(name);
    new MutationObserver(() => this.look()).observe(around, { childList: true, subtree: true });
    this.look();
  }

  // Called before the browser paints what has changed; what is changed here calls it once more. A page
  // that was left is out of the document, and no copy in it ever comes to stand there.
  look() {
    if (!this.block?.isConnected) return;
    if (this.drawn) this.leave();
    else if (this.copy && !this.copy.isConnected) this.stand();
  }

  get block() {
    return this.blocks[0];
  }

  get drawn() {
    return this.block?.querySelector(TRACE)?.closest(".svg-container");
  }

  stand() {
    Object.assign(this.block.style, { position: "relative", minHeight: `${this.height}px` });
    this.block.append(this.copy);
  }

  leave() {
    this.copy?.remove();
    Object.assign(this.block.style, { position: "", minHeight: "" });
    cancelIdleCallback(this.idle);
    this.idle = requestIdleCallback(() => this.remember());
  }

  remember() {
    if (!this.drawn) return;
    this.height = this.block.offsetHeight;
    const sheets = [...this.drawn.querySelectorAll(".main-svg")].map((sheet) => sheet.cloneNode(true));
    for (const sheet of sheets) sheet.style.cssText += OVER;
    this.copy = make("div", { ariaHidden: "true", inert: true, style: OVER }, ...sheets);
  }
}
