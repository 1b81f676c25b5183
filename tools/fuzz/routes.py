"""The routes asked by Schemathesis, from their own description; run by ``make fuzz``."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.applications import Starlette

from dilviz import web

APP = Starlette(routes=web.routes(), middleware=web.middleware())
PICTURES = ("/api/picture", "/picture", "/photograph")
ROUTES = schemathesis.openapi.from_asgi("/api/openapi.json", APP)


@ROUTES.parametrize()
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case):
    # A network can be well written and still have no such layer: 400, with the reason.
    excluded = [positive_data_acceptance]
    if case.path in PICTURES:  # what is said of a kernel that is not asked for is left aside
        excluded.append(negative_data_rejection)
    case.call_and_validate(excluded_checks=excluded)
