// What the teacher alone sees: speaker notes and the expected answer.
import { make } from "../shared/elements.js";
import { struckClaim } from "./question_card.js";
import { prose } from "./terms.js";

export function notesBox({ notes, question, terms }) {
  const words = [make("b", "label", "Speaker notes"), prose("", notes, terms), expected(question)];
  return make("aside", { className: "notes", ariaLabel: "Speaker notes" }, ...words);
}

function expected(question) {
  if (question.finds_false) return struckClaim(question);
  return make("p", "", make("b", "", "Expected: "), question.answer_words);
}
