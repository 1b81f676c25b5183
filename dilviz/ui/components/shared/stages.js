// A long network folded by its modules: stages first, the layers of one when they are asked for.

// The stages as rows of a table: what the last layer of each has, and what all of them cost.
export function stageRows({ stages = [], layers }) {
  let first = 0;
  return stages.map((stage) => {
    const inside = layers.slice(first, first + stage.layers);
    first += stage.layers;
    return inside.length === 1 ? { ...inside[0], inside: [] } : { ...inside.at(-1), ...stage, op: "stage", kind: `${inside.length} layers`, inside };
  });
}

// The maps that are drawn: after every stage of a long network, else after every layer.
export function drawnLayers(report) {
  return report.stages?.length ? stageRows(report) : report.layers;
}

export function nameOf({ path, id }) {
  return path || id;
}
