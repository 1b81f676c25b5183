// What one figure shows: the answer to its link, and what runs of the page bring for the same link.
export function makeView(paint) {
  let shown = null; // {stamp, session, data}: what the link says and, beyond it, the session
  let answer = null; // to what the link says now
  let named = {}; // {stamp, session} of the last run
  let brought = null; // by the last run: what the link says, and perhaps what the session knows of it

  const isShown = () => shown?.stamp === named.stamp && shown?.session === named.session;
  const show = (drawing) => {
    shown = drawing;
    paint(drawing.data);
  };

  return {
    linkChanged: () => (answer = null),
    answered({ stamp, data }) {
      answer = { stamp, session: "", data };
      if (shown?.stamp === stamp && (named.stamp !== stamp || isShown())) return;
      show(brought?.stamp === stamp ? brought : answer);
    },
    // With data: of a link that has changed since, if the answer is to another.
    mounted({ stamp, session }, data) {
      named = { stamp, session };
      brought = data && { stamp, session, data };
      if (isShown()) return;
      if (data && (!answer || answer.stamp === stamp)) show(brought);
      else if (!session && answer?.stamp === stamp) show(answer);
    },
    isShown,
    isAnswered: () => answer !== null,
    repaint: () => shown && paint(shown.data),
  };
}
