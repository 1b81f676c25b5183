"""What the lesson asks, what is right, and why: plain data, without a widget.

For the page Lesson, its handout, and the classes that answer together.

* steps, step, chosen_steps: the steps in order, one of them, those that a link chooses
* one_layer, one_sum, layer_price, stacks, holes, practice, choosing: what each step asks and says
* quiz, quiz_layers, quiz_stacks: ten questions at the end
* question, cells: choices, numbers, cells of a grid; words for every miss
* fields, grid, seed: the numbers behind them, drawn by a seed
* prose, words, glossary: texts filled with computed numbers, and the words that they use
* handout, paper, drawn_paper, qr_code: the same on paper

May import: every room of the engine, and figures.
"""
