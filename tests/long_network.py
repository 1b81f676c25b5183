"""A network whose text is longer than a link holds, also when compressed."""

import json
from hashlib import sha256


def long_text(layers=700):
    """A chain of 3 x 3 layers; no two names are alike, so that they do not compress."""
    ids = ["x", *(sha256(str(number).encode()).hexdigest()[:24] for number in range(layers))]
    nodes = [
        {"id": id_, "op": "conv", "inputs": [before], "kernel_size": 3, "path": id_[:8]}
        for before, id_ in zip(ids, ids[1:], strict=False)
    ]
    return json.dumps({"input": "x", "output": ids[-1], "nodes": nodes})
