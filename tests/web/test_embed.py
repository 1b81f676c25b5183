"""The light page: complete in one answer, safe, and framed by anybody."""

import json
import re

import pytest

from dilviz.web.embed import FIRST_NETWORK


def first_answer(reply):
    return json.loads(re.search(r'id="first">(.*?)</script>', reply.text, re.DOTALL)[1])


def test_opens_at_the_network_of_the_link_with_its_answer_inside(client):
    reply = client.get("/embed?net=conv3, conv3 d2&input=64")
    assert reply.status_code == 200
    assert first_answer(reply)["size"] == [7, 7]
    assert 'value="conv3, conv3 d2"' in reply.text
    assert 'href="stack?net=conv3%2C+conv3+d2&amp;input=64"' in reply.text


def test_counts_with_the_channels_of_the_link(client):
    reply = client.get("/embed?net=conv3 c8&channels=3")
    assert first_answer(reply)["weights"] == 9 * 3 * 8
    assert 'name="channels" value="3"' in reply.text
    assert 'href="stack?net=conv3+c8&amp;channels=3"' in reply.text


def test_shows_something_without_a_network(client):
    assert first_answer(client.get("/embed"))["notation"] == FIRST_NETWORK


def test_a_bad_network_is_explained_on_the_page(client):
    reply = client.get("/embed?net=cnv3")
    assert reply.status_code == 200
    assert first_answer(reply) is None
    assert "read &#x27;cnv3&#x27;, expected a layer" in reply.text


@pytest.mark.parametrize(("asked", "given"), [("light", "light"), ("dark", "dark"), ("x", "auto")])
def test_the_theme_can_be_asked_for(client, asked, given):
    assert f'data-asked="{given}"' in client.get(f"/embed?theme={asked}").text


HOSTILE = '"><script>alert(1)</script>'


def test_text_of_a_link_never_becomes_markup(client):
    for query in (
        {"net": HOSTILE},
        {"net": "conv3", "input": HOSTILE},
        {"theme": HOSTILE},
        {"channels": HOSTILE},
    ):
        assert "<script>alert" not in client.get("/embed", params=query).text
    named = json.dumps(
        {"input": "</script><script>alert(1)//", "output": "</script><script>alert(1)//"}
        | {"nodes": []}
    )
    assert "<script>alert" not in client.get("/embed", params={"net": named}).text


def test_only_its_own_script_runs_and_any_site_may_frame_it(client):
    policy = client.get("/embed").headers["content-security-policy"]
    assert "script-src 'sha256-" in policy and "unsafe-inline' 'sha" not in policy
    assert "default-src 'none'" in policy and "frame-ancestors *" in policy


def test_other_answers_may_be_framed_on_our_own_pages_only(client):
    assert "frame-ancestors 'self'" in client.get("/healthz").headers["content-security-policy"]
    embedded = client.get("/healthz?embed=true").headers["content-security-policy"]
    assert "frame-ancestors *" in embedded


def test_the_page_is_light(client):
    assert len(client.get("/embed").content) < 80_000


def test_one_layer_and_one_unit_can_be_asked_for(client):
    reply = client.get("/embed?net=a: conv7, conv3&at=a&unit=2,5&n=20")
    assert first_answer(reply)["size"] == [7, 7]
    assert first_answer(reply)["unit"] == [2, 5] and first_answer(reply)["input"] == [20, 20]
    assert 'name="at" value="a"' in reply.text and 'name="unit" value="2,5"' in reply.text


def test_a_parameter_that_does_not_exist_is_named_beside_the_answer(client):
    reply = client.get("/embed?net=conv3&inputs=64&theme=dark")
    assert first_answer(reply)["size"] == [3, 3]
    assert "there is no parameter &#x27;inputs&#x27;. Did you mean input?" in reply.text
