import numpy as np

from dilviz.learned.labelling import Labelling, label


def test_votes_are_counted_on_ink_alone():
    scores = np.zeros((10, 2, 3))
    scores[4, 0], scores[7, 1] = 1, 1
    ink = np.array([[True, True, False], [True, False, False]])
    labelling = Labelling(scores, ink)
    assert labelling.votes.tolist() == [0, 0, 0, 0, 2, 0, 0, 1, 0, 0]
    assert labelling.share(7) == 1 / 3


def test_an_empty_field_has_no_votes_and_no_share():
    labelling = label("digits/plain", np.zeros((48, 48)))
    assert not labelling.ink.any()
    assert labelling.share(3) == 0


def test_a_drawing_of_another_size_is_labelled_too():
    assert label("digits/plain", np.ones((8, 24))).labels.shape == (8, 24)


def test_probabilities_sum_to_one_also_for_large_scores():
    scores = np.zeros((10, 1, 2))
    scores[3] = 1000
    probabilities = Labelling(scores, np.ones((1, 2), bool)).probabilities
    np.testing.assert_allclose(probabilities.sum(0), 1)
    assert probabilities[3].tolist() == [[1, 1]]
