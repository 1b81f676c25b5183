"""What the Context module page shows, from Table 1 to the published scores."""

from __future__ import annotations

import streamlit as st

from dilviz.export import sharing as markdown
from dilviz.figures import module_tables
from dilviz.figures.charts.scores import scores as score_chart
from dilviz.figures.charts.scores import scores_words
from dilviz.figures.charts.template import Chart
from dilviz.papers.vgg_surgery import FRONT_END_STAGES, FULL_NETWORKS
from dilviz.ui.components.chart import component
from dilviz.ui.context_module import figures
from dilviz.ui.context_module.settings import Border, Film, ModuleSettings, Surgery
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment


@fragment
def module() -> None:
    """Table 1, and what its layers make of real maps."""
    settings = ModuleSettings.ask()
    with explained():
        figures.module_layers.show(settings)
    st.header("Run it", anchor="run")
    film(settings)


@fragment
def film(module: ModuleSettings) -> None:
    """Run the module on real maps and show what every layer makes of them."""
    settings = Film.ask(module)
    with explained():
        figures.module_film.show(settings)


@fragment
def border() -> None:
    """Pad once or at every layer: the two networks people run are different functions."""
    figures.module_border.show(Border.ask())
    st.caption(
        "Run with random positive whole numbers in exact arithmetic, so that nothing cancels out. "
        "With identity weights the two are equal: the difference has to be learned."
    )


@fragment
def surgery() -> None:
    """How VGG-16 becomes the front end, a cut at a time."""
    figures.module_surgery.show(Surgery.ask())
    first, *_, last = FRONT_END_STAGES
    st.caption(
        f"Field {first.field} → {last.field} pixels, one answer every {first.stride} → "
        f"{last.stride} pixels. Multiply-adds for a 512 × 512 image with maps at full size."
    )


def networks() -> None:
    """The networks that were trained, front end and module in one."""
    rows = [
        (
            f"{full.name}, {full.dataset}",
            full.module_field,
            full.field,
            "{} × {}".format(*full.image),
            "{} × {}".format(*full.output_size),
        )
        for full in FULL_NETWORKS
    ]
    st.subheader("The whole networks")
    titles = ["network", "module sees", "image pixels seen", "input", "output"]
    st.markdown(markdown.table(titles, rows))  # st.table loads pandas
    st.caption("KITTI: poolings that round up, as Caffe's do, give 159 columns instead of 158.")


@fragment
def scores() -> None:
    """Tables 2 to 4, and what may be subtracted from what."""
    st.markdown(
        "**67.6 %** is the front end alone, without any context module. The module adds **1.5** "
        "(Basic) and **2.3** points (Large) on the validation images, **2.2** on test. The tables "
        "differ in training data or images, so scores are compared inside a panel only."
    )
    tables = module_tables.score_tables()
    component.show(
        _score_chart, key="module-scores", words=scores_words(tables), name="published scores"
    )
    st.markdown("\n".join(f"- {words}" for table in tables for words in table["differences"]))
    st.caption("Yu and Koltun 2016, Tables 2 to 4.")
    st.markdown(evidence_link("the paper", "Every number of the paper, checked"))


@st.cache_resource(show_spinner=False)  # the same for everybody
def _score_chart() -> Chart:
    return score_chart(module_tables.score_tables())
