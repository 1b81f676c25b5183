"""The lesson: seeded questions, steps and prose, a quiz, a glossary and a handout."""
