"""The figures of the Gridding page: holes, what they part, and networks without them."""

from __future__ import annotations

from typing import Any

from dilviz.figures import gridding
from dilviz.figures.gridding_choices import design_rows, fix_rows
from dilviz.figures.gridding_photo import photo_data
from dilviz.figures.hole_verdicts import hole_verdicts
from dilviz.gridding.design import Design
from dilviz.gridding.design import designs as search_designs
from dilviz.gridding.design_request import DesignRequest
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.gridding.settings import Classes, DesignSettings, NetworkSettings, OnPhotograph
from dilviz.ui.linked_figure import figure
from dilviz.ui.notation import spelled
from dilviz.ui.shared_results import shared

kept = shared(most=200)


@figure("gridding", NetworkSettings, "gridding")
def field(settings: NetworkSettings) -> dict[str, Any]:
    """Draw which pixels one output reads."""
    return {"figure": "field", "field": field_of(settings.notation)}


@figure("gridding", NetworkSettings, "gridding")
def verdicts(settings: NetworkSettings) -> dict[str, Any]:
    """Draw the exact test for holes beside the papers' rules."""
    words = "Where paths branch there is no test by rates; the picture above is exact."
    branching = not settings.network.is_chain
    return {
        "figure": "verdicts",
        "verdicts": verdicts_on(settings.notation),
        "otherwise": words if branching else "",
    }


@figure("gridding", Classes, "gridding")
def classes(settings: Classes) -> dict[str, Any]:
    """Draw which pixels never meet, on a grid."""
    return {"figure": "classes", "classes": _classes(settings.notation, settings.side)}


@figure("gridding", OnPhotograph, "gridding")
def photographs(settings: OnPhotograph) -> dict[str, Any]:
    """Draw which pixels never meet, on a photograph."""
    drawn = _on_photograph(settings.notation, settings.photograph)
    words = "This field is too wide, or too many are its classes, for a photograph."
    return {
        "figure": "photographs",
        **drawn,
        "alt": IMAGES[settings.photograph].alt,
        "otherwise": "" if drawn["pictures"] else words,
    }


@figure("gridding", NetworkSettings, "gridding")
def fixes(settings: NetworkSettings) -> dict[str, Any]:
    """Draw networks without the holes; the chosen one is `used`."""
    rows = _fixes(settings.notation)
    if len(rows) > 1:
        return {"figure": "fixes", "rows": rows, "otherwise": ""}
    words = "No change of rates closes these holes: they come from a stride or a branch."
    if rows[0]["coverage"] == 1:
        words = "There is nothing to fix."
    return {"figure": "fixes", "rows": [], "otherwise": words}


@figure("gridding", DesignSettings, "gridding")
def designs(settings: DesignSettings) -> dict[str, Any]:
    """Draw the cheapest stacks that meet the request; the chosen one is `used`."""
    return {"figure": "designs", "rows": _designs(settings.request, settings.channels)}


@kept
def verdicts_on(notation: str) -> dict[str, Any] | None:
    """Test a network for holes; None where there is no test by rates."""
    return hole_verdicts(spelled(notation)[0])


@kept
def field_of(notation: str) -> dict[str, Any]:
    """Sort the pixels of a network's field into read and never read."""
    return gridding.field_data(spelled(notation)[0])


@kept
def _classes(notation: str, side: int) -> dict[str, Any]:
    network = spelled(notation)[0]
    rows = 1 if network.one_dimensional else side
    return gridding.class_data(network, (rows, side))


@shared(most=64)
def _on_photograph(notation: str, photograph: str) -> dict[str, Any]:
    return photo_data(spelled(notation)[0], photograph)


@kept
def _fixes(notation: str) -> list[dict[str, Any]]:
    return fix_rows(spelled(notation)[0])


@kept
def _designs(request: DesignRequest, channels: int) -> list[dict[str, Any]]:
    return design_rows(_found(request), channels)


@kept
def _found(request: DesignRequest) -> list[Design]:
    return search_designs(request)
