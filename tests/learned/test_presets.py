import pytest

from dilviz import receptive_field
from dilviz.learned.networks import LEARNED
from dilviz.learned.presets import LEARNED_PRESETS
from dilviz.network.presets import NETWORKS


@pytest.mark.parametrize("name", LEARNED_PRESETS)
def test_a_preset_is_the_network_that_was_trained(name):
    network = LEARNED[name.replace(": ", "/")]
    preset = LEARNED_PRESETS[name]
    assert receptive_field(preset.network).size == (network.field, network.field)
    assert preset.network.sizes(preset.input_size)[preset.network.output] == (48, 48)


def test_no_preset_hides_one_of_a_paper():
    assert not LEARNED_PRESETS.keys() & NETWORKS.keys()
    texts = [str(preset.network) for preset in (*NETWORKS.values(), *LEARNED_PRESETS.values())]
    assert len({*texts}) == len({*map(str, (p.network for p in NETWORKS.values()))}) + len(
        {str(p.network) for p in LEARNED_PRESETS.values()}
    )
