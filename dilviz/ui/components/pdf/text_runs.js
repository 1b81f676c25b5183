// The letters of an SVG's text where the browser has set them: lines, and parts of lines of one style.

const APART = 0.5; // of a unit: letters further apart are not of one run

// [{words, x, y, width, style}] in the units of the text
export function runsOf(text) {
  const runs = [];
  lettersOf(text).forEach(({ letter, style }, i) => {
    const [start, end] = [text.getStartPositionOfChar(i), text.getEndPositionOfChar(i)];
    const run = runs.at(-1);
    const goesOn = run?.style === style && Math.abs(run.y - start.y) < APART && Math.abs(run.x + run.width - start.x) < APART;
    if (goesOn) Object.assign(run, { words: run.words + letter, width: Math.max(run.width, end.x - run.x) });
    else runs.push({ words: letter, x: start.x, y: start.y, width: end.x - start.x, style });
  });
  return runs.filter(({ words, style }) => words.trim() && style.visibility !== "hidden");
}

// As the browser counts them: spaces that it does not show have no place.
function lettersOf(text) {
  const letters = [];
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const { data, parentElement } = nodes.currentNode;
    const style = getComputedStyle(parentElement);
    const keepsAll = style.whiteSpace.startsWith("pre");
    for (let i = 0; i < data.length; i++) {
      const isSpace = /\s/.test(data[i]);
      if (keepsAll || !isSpace || (letters.length && letters.at(-1).letter !== " ")) {
        letters.push({ letter: isSpace && !keepsAll ? " " : data[i], style });
      }
    }
  }
  return letters.slice(0, text.getNumberOfChars());
}
