// What one figure shows: the answer to its link, and what runs of the page bring for the same link.
export function makeView(paint) {
  let shown = null; // {stamp, session, data}: what the link says and, beyond it, the session
  let answer = null; // to what the link says now
  let told = {}; // {stamp, session} of the last run

  const isTold = () => shown?.stamp === told.stamp && shown?.session === told.session;
  const show = (one) => {
    shown = one;
    paint(one.data);
  };

  return {
    linkChanged: () => (answer = null),
    answered({ stamp, data }) {
      answer = { stamp, session: "", data };
      if (shown?.stamp !== stamp || (told.stamp === stamp && !isTold())) show(answer);
    },
    // With data: of a link that has changed since, if the answer is to another.
    mounted({ stamp, session }, data) {
      told = { stamp, session };
      if (isTold()) return;
      if (data && (!answer || answer.stamp === stamp)) show({ stamp, session, data });
      else if (!session && answer?.stamp === stamp) show(answer);
    },
    isTold,
    isAnswered: () => answer !== null,
    repaint: () => shown && paint(shown.data),
  };
}
