"""One reader of networks: pages, routes and commands read a text alike, or refuse it alike."""

import json

import pytest

from dilviz.command_line import run
from dilviz.errors import GeometryError
from dilviz.ui.gridding.settings import NetworkSettings
from dilviz.ui.notation import spelled
from dilviz.web.question import Question, answer

READERS = {
    "page": lambda text: spelled(text)[0],
    "gridding": lambda text: NetworkSettings(text).network,
    "route": lambda text: json.loads(answer(Question(text))),
    "command": lambda text: json.loads(run(["rf", text, "--json"])),
}
UNREADABLE = ["cnv3", '{"input": "x"}', "nn.Conv9d(3, 8, 3)", "nn.Conv2d(3, 8", "4,2"]
READABLE = [
    "conv3 d2",
    "nn.Conv2d(3, 8, 3)\nnn.ReLU()",
    "nn.Conv2d(3, 8, 3) nn.ReLU()",  # as a field of one line takes it
    "Sequential( (a): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1)) (b): ReLU() )",
    "4,2,1,SAME",
    "(a): Conv2d(3, 8, 3)",
]


@pytest.mark.parametrize("text", READABLE)
def test_every_entrance_reads_every_readable_text(text):
    for read in READERS.values():
        read(text)


@pytest.mark.parametrize("text", UNREADABLE)
def test_all_refuse_in_the_same_sentence(text):
    sentences = set()
    for read in READERS.values():
        with pytest.raises(GeometryError) as refused:
            read(text)
        sentences.add(str(refused.value))
    assert len(sentences) == 1
