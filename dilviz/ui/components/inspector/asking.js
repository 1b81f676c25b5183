// The output at another dilation rate, over plain HTTP: a run of the page takes three times as long.

// Asks one question at a time, the newest next; answers to older ones are dropped.
// `take(view, rate, answer)` gets {picture, output, scale, note, numbers}, or null: then the page has to be asked.
export function makeAsker(take) {
  let wanted = null;
  let flight = null;
  const fly = async () => {
    while (wanted) {
      const sent = wanted;
      flight = new AbortController();
      const answer = await fetchOutput(sent.view, sent.rate, flight.signal);
      if (sent !== wanted) continue;
      wanted = null;
      take(sent.view, sent.rate, answer);
    }
    flight = null;
  };
  return {
    want(view, rate) {
      if (wanted?.view.link === view.link && wanted.rate === rate) return;
      wanted = { view, rate };
      if (!flight) fly();
    },
    forget() {
      wanted = null;
      flight?.abort();
    },
  };
}

export function stampOf({ link }, rate) {
  return `${link}&d=${rate}`;
}

// An upload has a name that only this page knows; it is sent as a header, never in an address.
async function fetchOutput(view, rate, signal) {
  const [path, headers] = view.secret ? ["picture", { "Dilviz-Picture": view.secret }] : ["api/picture", {}];
  try {
    const reply = await fetch(`${path}?${stampOf(view, rate)}`, { headers, signal });
    if (!reply.ok) return null;
    const description = JSON.parse(reply.headers.get("Dilviz-Description"));
    return { ...description, picture: await createImageBitmap(await reply.blob()) };
  } catch {
    return null; // for whatever reason: the session can bring it
  }
}
