// The page's font inside an SVG, so that a file needs no font where it is opened.

const FAMILY = "Source Sans";

let rule; // read once

export async function withFont(svg) {
  rule ??= fontRule();
  const style = await rule;
  return style ? svg.replace(">", `><style>${style}</style>`) : svg;
}

async function fontRule() {
  const face = [...document.styleSheets].flatMap(facesOf).find(isUpright);
  const address = face?.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
  if (!address) return "";
  const reply = await fetch(new URL(address, face.parentStyleSheet.href ?? document.baseURI)).catch(() => null);
  if (!reply?.ok) return "";
  const data = await dataAddress(await reply.blob());
  return `@font-face{font-family:"${FAMILY}";font-weight:200 900;src:url(${data})}`;
}

function facesOf(sheet) {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    return []; // a style sheet of another origin
  }
}

function isUpright({ style }) {
  const family = style.getPropertyValue("font-family").replaceAll('"', "").replaceAll("'", "");
  return family === FAMILY && style.getPropertyValue("font-style") !== "italic";
}

function dataAddress(blob) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });
}
