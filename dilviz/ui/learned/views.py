"""What the Learned page shows: digits to draw, noise to take off, and what the networks look at."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dilviz.export import sharing as markdown
from dilviz.figures.charts.learned import learned
from dilviz.figures.learned_scores import AGAINST, UNITS, score_points, score_table
from dilviz.learned.digits import HELD_OUT
from dilviz.learned.networks import DIGITS, NOISE
from dilviz.learned.noise import MEASURED_ON, TRAINED_ON
from dilviz.learned.results import summary
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.components.chart import component
from dilviz.ui.controls import page_link
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.images import pictures
from dilviz.ui.learned import figures
from dilviz.ui.learned.settings import (
    DRAWING,
    LEFT,
    Denoised,
    DigitChart,
    Labels,
    Looked,
    NoiseChart,
    OnPicture,
)

_LABELS = figures.digit_labels.key


@fragment
def digits() -> None:
    """Draw a digit, and see every pixel's label by two networks."""
    settings = Labels.ask()
    with explained():
        figures.digit_labels.show(
            settings, on_drawing_change=_take_drawing, on_left_change=_take_network
        )


@fragment
def noise() -> None:
    """Choose a photograph, and see what two networks make of it with noise."""
    source = pictures.source()
    settings = Denoised.ask(OnPicture.of(source.id))
    with explained():
        if source.id in IMAGES:
            figures.noise_taken_off.show(settings)
        else:
            own = figures.on_own_picture(source.pixels, settings)
            figures.noise_taken_off.show(settings, own)
    st.caption(_acquaintance(source.id))


def _acquaintance(picture: str) -> str:
    """Say whether the networks know a photograph."""
    if picture in TRAINED_ON:
        return (
            f"The networks were trained on parts of this photograph. {', '.join(MEASURED_ON)}: "
            "these they never saw."
        )
    return "The networks never saw this picture."


@fragment
def fields() -> None:
    """Choose a network, and see what counts for it."""
    with explained():
        figures.trained_field.show(Looked.ask())


@fragment
def digit_scores() -> None:
    """Show the networks that label digits."""
    _scores(DIGITS, DigitChart.ask().against)


@fragment
def noise_scores() -> None:
    """Show the networks that take noise off."""
    _scores(NOISE, NoiseChart.ask().against)


def _scores(task: str, against: str) -> None:
    """Show what every network of a task costs, how far it sees, and how well it did."""
    component.show(
        partial(learned, score_points(task, against), AGAINST[against], UNITS[task]),
        key=f"{task}-chart",
        words="The table has the same numbers, ± the standard deviation over the seeds.",
        name=f"{task} scores",
    )
    rows = score_table(task)
    with st.container(key=f"{task}-table"):
        st.markdown(markdown.table(list(rows[0]), [tuple(row.values()) for row in rows]))


def _take_drawing() -> None:
    drawn = st.session_state[_LABELS].drawing
    if drawn:
        page_link.write(DRAWING, drawn)


def _take_network() -> None:
    chosen = st.session_state[_LABELS].left
    if chosen in LEFT.options:
        st.session_state[LEFT.key] = chosen


def limits() -> None:
    """Say what this shows, what it does not, and how the networks were trained."""
    touching = summary("noise/plain").mean
    at_2, at_4 = (touching - summary(f"noise/equal rates {rate}").mean for rate in (2, 4))
    st.markdown(
        "**What this shows.** To know which digit a stroke belongs to, a pixel has to see the "
        "digit: there the receptive field decides. To take noise off, a pixel needs its direct "
        f"neighbours: rate 2 in every layer costs {at_2:.1f} dB, rate 4 {at_4:.1f} dB, with as "
        "many weights and a larger field. A context module begins "
        "and ends with rate 1 and has both. **What it does not show:** ten digits and three "
        "photographs are not Pascal VOC; other data, longer training or residual connections may "
        "order networks in another way."
    )
    st.caption(
        "Trained by **make train**; ± is the standard deviation over the seeds. "
        "The weights run here are those of the first seed, in float16. "
        "Digits: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI 1998, "
        f"CC BY 4.0; trained on 1400, measured on {HELD_OUT} others. Noise: trained on "
        f"{', '.join(TRAINED_ON)}; measured on {', '.join(MEASURED_ON)}."
    )
