// VGG-16's last layers as boxes, one row a cut: what is removed, what is dilated, what it does.
import { make } from "../shared/elements.js";
import { grouped, shortened } from "../shared/wording.js";

export function showSurgery(root, { cuts }) {
  root.replaceChildren(make("ol", "cuts", ...cuts.map(cutRow)));
}

function cutRow(cut, index) {
  const blocks = make("ul", { className: "blocks", ariaLabel: "Layers" }, ...cut.blocks.map(block));
  const facts = make("dl", "cut-facts",
    ...fact("field", grouped(cut.field)),
    ...fact("one answer every", `${cut.stride} px`),
    ...fact("taps of conv5 apart", `${cut.conv5_spacing} px`, cut.conv5_spacing === cut.trained[0]),
    ...fact("taps of fc6 apart", `${cut.fc6_spacing} px`, cut.fc6_spacing === cut.trained[1]),
    ...fact("multiply-adds, conv5 to fc7", shortened(cut.multiply_adds)),
  );
  const heading = make("h4", "", `${index}. ${cut.title}`);
  return make("li", "", heading, make("p", "", cut.why), blocks, facts);
}

function block({ name, note, state }) {
  const spoken = state === "removed" ? { ariaLabel: `${name} removed` } : {};
  return make("li", { className: state, ...spoken }, name, ...(note ? [make("small", "", note)] : []));
}

// asTrained: whether pretrained weights meet samples at the distance they were trained for
function fact(name, value, asTrained) {
  const answer = make("dd", "", value);
  if (asTrained !== undefined) answer.append(make("small", asTrained ? "good" : "bad", asTrained ? "as trained" : "not as trained"));
  return [make("div", "", make("dt", "", name), answer)];
}
