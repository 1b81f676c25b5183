// Judges an answer as dilviz/lesson/question.py does: {right, sentence}, or null where nothing was answered.

const JUDGES = { choice: judgeChoice, number: judgeNumber, cells: judgeCells };

export function judged(question, reply) {
  return JUDGES[question.kind](question, reply);
}

function judgeChoice({ options }, reply) {
  const chosen = options[reply];
  return chosen ? { right: chosen.right, sentence: chosen.why } : null;
}

function judgeNumber({ answer, because, misses, smaller, larger }, reply) {
  const typed = String(reply ?? "").replace(/\s/g, "").replaceAll("\u2212", "-");
  if (!/^-?[0-9]{1,15}$/.test(typed)) return null;
  const number = Number(typed);
  if (number === answer) return { right: true, sentence: because };
  const sentence = misses[number] ?? (number < answer ? smaller : larger);
  return { right: false, sentence: sentence.replaceAll("{given}", String(number)) };
}

function judgeCells(question, reply) {
  const cells = new Set((reply ?? []).map(String));
  const answer = new Set(question.answer.map(String));
  if (!cells.size) return null;
  const hit = [...cells].filter((cell) => answer.has(cell)).length;
  const counts = { given: cells.size, hit, missed: answer.size - hit, extra: cells.size - hit };
  if (!counts.missed && !counts.extra) return { right: true, sentence: question.because };
  const miss = question.misses.find((expected) => sameCells(expected.cells, cells));
  return { right: false, sentence: withCounts(miss?.sentence ?? cellsTemplate(question, counts), counts) };
}

function sameCells(cells, others) {
  return cells.length === others.size && cells.every((cell) => others.has(String(cell)));
}

function cellsTemplate({ too_few, too_many, mixed }, { missed, extra }) {
  if (!extra) return too_few;
  return missed ? mixed : too_many;
}

function withCounts(sentence, counts) {
  return Object.entries(counts).reduce((words, [name, count]) => words.replaceAll(`{${name}}`, String(count)), sentence);
}
