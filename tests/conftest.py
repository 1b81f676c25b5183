"""What every test stands on: no clock decides, and CI draws the same examples each time."""

import os

from hypothesis import HealthCheck, settings

# A slow or shared machine is no reason to fail, and a red CI must be red again when rerun.
settings.register_profile(
    "patient",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

os.environ.setdefault("MPLBACKEND", "Agg")
