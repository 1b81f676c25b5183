"""Paper: what is marked by hand, taken from the questions and the tables of the steps."""

from dilviz.lesson.paper import Squares, Table
from dilviz.lesson.steps import BY_NAME
from tests.lesson.by_hand import number_after, offsets_read, outputs, span

SEEDS = range(1, 21)


def papers(name):
    return [(BY_NAME[name].scene(seed).question, BY_NAME[name].scene(seed).paper) for seed in SEEDS]


def columns(squares):
    return sorted(column for _, column in squares.filled)


def test_a_grid_to_mark_is_that_of_the_question():
    for name in ("one-output", "rate"):
        for asked, [grid] in papers(name):
            assert grid == Squares(asked.shape, asked.answer, asked.marked)


def test_the_cone_is_drawn_in_three_rows_from_the_output_to_the_samples_of_the_answer():
    for asked, [grid] in papers("cone"):
        output, lower, samples = (
            sorted(col for row, col in grid.filled if row == level) for level in range(3)
        )
        assert grid.shape == (3, asked.shape[1]) and grid.framed == (0, output[0])
        assert output == [asked.marked[1]]
        assert {(0, col) for col in samples} == asked.answer
        rate = number_after("the upper one", asked.prompt)
        assert lower == [output[0] - rate, output[0], output[0] + rate]


def test_the_nine_dots_are_given_at_three_rates_and_asked_for_in_a_row():
    for asked, [*dots, row] in papers("nine-dots"):
        assert [one.given for one in (*dots, row)] == [True, True, True, False]
        for rate, grid in zip((1, 2, 3), dots, strict=True):
            assert columns(grid) == sorted([3 - rate, 3, 3 + rate] * 3)
        assert max(columns(row)) - min(columns(row)) + 1 == asked.answer
        assert max(columns(row)) < row.shape[1]


def test_the_padded_row_has_a_dot_for_every_output():
    for asked, [row] in papers("output-size"):
        assert len(row.filled) == asked.answer
        assert outputs(row.shape[1], 1, 0) >= asked.answer


def test_rows_of_a_stack_have_the_holes_it_leaves():
    for asked, [row] in papers("gridding"):
        assert len(row.filled) == asked.answer and max(columns(row)) == row.shape[1] - 1
    for asked, rows in papers("fix"):
        for option, row in zip(asked.options, rows, strict=True):
            rates = [int(one) for one in option.text.split(", ")]
            assert row.label == option.text
            assert columns(row) == sorted(offsets_read(rates))
            assert row.shape == (1, span(rates))


def test_tables_are_filled_in_by_hand_to_the_answer():
    for name in ("linear", "doubling", "context-module"):
        for asked, [table] in papers(name):
            rows = dict(table.rows)
            rates = [int(rate) for rate in rows["rate"]]
            fields = [span(rates[:depth]) for depth in range(1, len(rates) + 1)]
            assert [int(field) for field in rows["field"]] == fields
            assert fields[-1] == asked.answer
            assert table.rows[table.answer][0] == "field"


def test_products_add_up_to_the_output():
    for asked, [table] in papers("formula"):
        assert isinstance(table, Table)
        assert sum(int(one) for one in dict(table.rows)["products"]) == asked.answer
