// What the page tells its session waits until its figures are drawn, a moment at most: the run that
// it starts keeps the browser busy, and the server.
const LONGEST = 100; // milliseconds

const held = []; // [socket, what it was to send]
let holds = 0;

const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...given) {
  if (holds) held.push([this, given]);
  else send.apply(this, given);
};

// Returns what ends it; it ends by itself if that is late.
export function hold() {
  let over = false;
  const release = () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    holds -= 1;
    if (!holds) for (const [socket, given] of held.splice(0)) send.apply(socket, given);
  };
  const timer = setTimeout(release, LONGEST);
  holds += 1;
  return release;
}

// After the next frame is on the screen.
export function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}
