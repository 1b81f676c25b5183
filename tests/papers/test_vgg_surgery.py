"""VGG-16 becomes the front end: 404 to 380 pixels, stride 32 to 8."""

import pytest

from dilviz.papers.vgg_surgery import FRONT_END, FRONT_END_STAGES, FULL_NETWORKS


def test_each_stage_has_its_field_and_stride():
    assert [(stage.field, stage.stride) for stage in FRONT_END_STAGES] == [
        (404, 32),
        (244, 16),
        (292, 16),
        (236, 8),
        (380, 8),
        (380, 8),
    ]


def test_dilation_brings_the_taps_back_to_their_old_distance():
    before, after = FRONT_END_STAGES[0], FRONT_END_STAGES[-1]
    for layer in ("conv5_1", "conv5_2", "conv5_3", "fc6"):
        assert before.spacing(layer) == after.spacing(layer)
    assert FRONT_END_STAGES[1].spacing("conv5_1") == before.spacing("conv5_1") / 2
    assert FRONT_END_STAGES[3].spacing("fc6") == before.spacing("fc6") / 4


def test_keeping_the_resolution_costs_13_7_times_as_much():
    before, after = (
        stage.head_multiply_adds((512, 512)) for stage in (FRONT_END_STAGES[0], FRONT_END)
    )
    assert (round(before / 1e9, 1), round(after / 1e9, 1)) == (37.8, 518.6)
    assert round(after / before, 1) == 13.7


@pytest.mark.parametrize(("image", "output"), [(380, 1), (500, 16), (884, 64), (900, 66)])
def test_the_front_end_has_the_released_output_sizes(image, output):
    network = FRONT_END.network
    assert network.sizes((image, image + 8))[network.output] == (output, output + 1)


def test_the_released_networks_have_the_published_fields_and_output_sizes():
    assert [(full.name, full.module_field, full.field) for full in FULL_NETWORKS] == [
        ("Dilation8", 67, 908),
        ("Dilation8", 67, 908),
        ("Dilation7", 35, 652),
        ("Dilation10", 259, 2444),
    ]
    assert [full.output_size for full in FULL_NETWORKS] == [
        (66, 66),
        (66, 91),
        (60, 158),
        (128, 128),
    ]


def test_the_field_grows_layer_by_layer_as_released():
    fields = [field.size[1] for field in FULL_NETWORKS[0].fields.values()]
    assert fields[-8:] == [396, 412, 444, 508, 636, 892, 908, 908]
