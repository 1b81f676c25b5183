"""Links to the Evidence page find rows there."""

from urllib.parse import parse_qs, urlparse

import pytest

from dilviz.figures import ledger
from dilviz.network.presets import NETWORKS
from dilviz.papers.claim import PRESETS
from dilviz.papers.evidence import CORRECTIONS, claims
from dilviz.ui.evidence_links import SEARCHES, evidence_link, rows_link


@pytest.fixture(scope="module")
def rows():
    """Every row's words; nothing is computed, the search reads words only."""
    corrections = [ledger.correction_row(correction, None) for correction in CORRECTIONS]
    return corrections + [
        {"group": claim.group, "words": f"{claim.subject} {claim.quantity} {claim.source}"}
        for claim in claims()
    ]


def found(rows, markdown):
    query = parse_qs(urlparse(markdown.partition("](")[2].rstrip(")")).query)
    return ledger.matching(rows, query.get("group", ["all"])[0], query["q"][0])


@pytest.mark.parametrize("topic", SEARCHES)
def test_a_topic_leads_to_rows(rows, topic):
    assert 1 <= len(found(rows, evidence_link(topic))) < len(rows) / 2


@pytest.mark.parametrize("name", [name for name, preset in NETWORKS.items() if preset.stated])
def test_a_preset_leads_to_its_numbers(rows, name):
    assert len(found(rows, rows_link(name, group=PRESETS))) >= len(NETWORKS[name].stated)


def test_unknown_words_find_nothing(rows):
    assert found(rows, rows_link("zzz")) == []
