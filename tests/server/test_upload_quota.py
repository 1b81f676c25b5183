"""A quota of bytes: what fits is reserved at once, the rest waits."""

import asyncio

import pytest

from dilviz.server.upload_quota import UploadQuota


def reserve(quota, name, size, timeout=10.0):
    asyncio.run(asyncio.wait_for(quota.reserve(name, size), timeout))


def test_uploads_are_reserved_up_to_the_capacity_and_the_next_one_waits():
    quota = UploadQuota(capacity=1000, poll_interval=0.001)
    reserve(quota, "a", 400)
    reserve(quota, "b", 600)
    assert quota.reserved == 1000
    with pytest.raises(asyncio.TimeoutError):
        reserve(quota, "c", 1, timeout=0.05)
    quota.release("b")
    reserve(quota, "c", 600)
    assert quota.reserved == 1000


def test_an_upload_larger_than_the_capacity_is_reserved_alone():
    quota = UploadQuota(capacity=1000)
    reserve(quota, "a", 5000)
    assert quota.reserved == 1000


def test_an_upload_is_reserved_after_the_longest_wait():
    quota = UploadQuota(capacity=1000, longest_wait=0.01, poll_interval=0.001)
    reserve(quota, "a", 1000)
    reserve(quota, "b", 1000)
    assert quota.reserved == 2000


def test_releasing_an_unknown_name_changes_nothing():
    quota = UploadQuota()
    quota.release("a")
    assert quota.reserved == 0
