"""The handout over HTTP: sessionless, safe, and forgiving about a bad link."""

import pytest

from dilviz.lesson.steps import STEPS


def first_question(seed):
    return STEPS[0].scene(seed).question.prompt


def test_it_has_the_numbers_of_the_seed(client):
    for seed in (7, 8):
        assert first_question(seed) in client.get(f"/handout?seed={seed}").text


def test_answers_come_only_when_asked_for(client):
    because = STEPS[0].scene(7).question.because
    assert because in client.get("/handout?seed=7&answers=1").text
    for query in ("seed=7", "seed=7&answers=0", "seed=7&answers=yes"):
        assert because not in client.get(f"/handout?{query}").text


@pytest.mark.parametrize("seed", ["0", "10000", "-1", "x", "", "1e3", "\u0667", "<b>"])
def test_an_invalid_seed_gives_the_first_one_with_a_note(client, seed):
    reply = client.get("/handout", params={"seed": seed})
    assert reply.status_code == 200
    assert "Seeds go from 1 to 9999; this is seed 1." in reply.text
    assert first_question(1) in reply.text


def test_a_valid_link_has_no_note(client):
    assert "Seeds go from" not in client.get("/handout?seed=9999").text


def test_no_script_runs_and_nothing_is_fetched(client):
    policy = client.get("/handout").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_it_prints_the_address_that_the_reader_came_by(client):
    told = {"host": "school.example", "x-forwarded-proto": "https"}
    reply = client.get("/handout?seed=7&steps=rate,cost", headers=told)
    assert "https://school.example/lesson?seed=7&amp;steps=rate,cost" in reply.text
    assert {"Host", "X-Forwarded-Proto"} <= set(reply.headers["vary"].split(", "))


@pytest.mark.parametrize("host", ["a b", "<b>x</b>", "x" * 300, "a/b"])
def test_a_host_that_cannot_be_one_is_not_printed(client, host):
    reply = client.get("/handout?seed=7", headers={"host": host})
    assert "QR code" not in reply.text and host not in reply.text
