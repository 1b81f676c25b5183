"""Outlines on the photograph: each is the field of a unit, and they grow."""

from dilviz import receptive_field
from dilviz.figures.stage_fields import MOST_STAGES, stage_fields
from dilviz.figures.unit_field import unit_field
from dilviz.importing.exported import EXPORTED
from dilviz.network.stages import stages


def test_each_outline_is_the_field_of_the_unit_nearest_to_the_place():
    network = EXPORTED["MobileNetV3 large, dilated"].network
    size, place = (224, 224), (100.0, 130.0)
    outlines = stage_fields(network, size, network.output, place)
    outputs = {stage.path: stage.output.id for stage in stages(network)}
    assert 2 < len(outlines) <= MOST_STAGES
    heights = [last - first for (first, last), _ in (outline["field"] for outline in outlines)]
    assert heights == sorted(set(heights))
    for outline in outlines:
        at = outputs[outline["name"]]
        anywhere = receptive_field(network, size, at)
        units = zip(place, anywhere.centre, anywhere.jump, strict=True)
        unit = [round((wanted - middle) / jump) for wanted, middle, jump in units]
        field = receptive_field(network, size, at, unit)
        assert [list(ends) for ends in field.interval] == outline["field"]


def test_a_unit_of_a_long_network_is_drawn_with_what_its_stages_see():
    network = EXPORTED["MobileNetV3 large, dilated"].network
    drawn = unit_field(network, (224, 224))
    assert drawn["stages"][-1]["field"] == drawn["field"]
    assert any("Thin lines" in words for words in drawn["words"])
