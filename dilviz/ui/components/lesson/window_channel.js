// Between the windows of one browser: the presenter's steers the wall, and follows it.

const NAME = "dilviz lesson";

// `hear(message)` gets {place} from a wall and {turn} from a presenter. Returns {say, close}.
export function windowChannel(hear) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => hear(data);
  return { say: (message) => channel.postMessage(message), close: () => channel.close() };
}
