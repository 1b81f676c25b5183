// VGG-16's last layers as boxes, one row a cut: what is removed, what is dilated, what it does.
import { make, within } from "../shared/elements.js";
import { grouped, shortened } from "../shared/wording.js";

export function showSurgery(root, { cuts }) {
  root.replaceChildren(within("ol", cuts.map(cutRow), "cuts"));
}

function cutRow(cut, index) {
  const blocks = within("ul", cut.blocks.map(block), "blocks");
  blocks.setAttribute("aria-label", "Layers");
  const facts = within("dl", [
    ...fact("field", grouped(cut.field)),
    ...fact("one answer every", `${cut.stride} px`),
    ...fact("taps of conv5 apart", `${cut.conv5_spacing} px`, cut.conv5_spacing === cut.trained[0]),
    ...fact("taps of fc6 apart", `${cut.fc6_spacing} px`, cut.fc6_spacing === cut.trained[1]),
    ...fact("multiply-adds, conv5 to fc7", shortened(cut.multiply_adds)),
  ], "cut-facts");
  const heading = make("h4", `${index}. ${cut.title}`);
  return within("li", [heading, make("p", cut.why), blocks, facts]);
}

function block({ name, note, state }) {
  const item = make("li", name, state);
  if (note) item.append(make("small", note));
  if (state === "removed") item.setAttribute("aria-label", `${name} removed`);
  return item;
}

// asTrained: whether pretrained weights meet samples at the distance they were trained for
function fact(name, value, asTrained) {
  const answer = make("dd", value);
  if (asTrained !== undefined) answer.append(make("small", asTrained ? "as trained" : "not as trained", asTrained ? "good" : "bad"));
  return [within("div", [make("dt", name), answer])];
}
