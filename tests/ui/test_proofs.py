"""Links to the Evidence page find rows there."""

from urllib.parse import parse_qs, urlparse

import pytest

from dilviz.figures import ledger
from dilviz.network.presets import NETWORKS
from dilviz.papers.claim import PRESETS
from dilviz.papers.evidence import CORRECTIONS, claims
from dilviz.ui.proofs import PROOFS, linked, proof


@pytest.fixture(scope="module")
def rows():
    """Every row's words; nothing is computed, the search reads words only."""
    corrections = [ledger.correction_row(one, None) for one in CORRECTIONS]
    return corrections + [
        {"group": one.group, "words": f"{one.subject} {one.quantity} {one.source}"}
        for one in claims()
    ]


def found(rows, markdown):
    query = parse_qs(urlparse(markdown.partition("](")[2].rstrip(")")).query)
    return ledger.matching(rows, query.get("group", ["all"])[0], query["q"][0])


@pytest.mark.parametrize("what", PROOFS)
def test_a_proof_leads_to_rows(rows, what):
    assert 1 <= len(found(rows, proof(what))) < len(rows) / 2


@pytest.mark.parametrize("name", [name for name, preset in NETWORKS.items() if preset.stated])
def test_a_preset_leads_to_its_numbers(rows, name):
    assert len(found(rows, linked(name, group=PRESETS))) >= len(NETWORKS[name].stated)


def test_words_that_nobody_wrote_find_nothing(rows):
    assert found(rows, linked("zzz")) == []
