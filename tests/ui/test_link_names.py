"""Names in the link that a page does not know are named; those that it reads or writes are not."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from dilviz.convolution.layer import Layer
from dilviz.pictures.filter_link import write_filter
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernels import KERNELS
from dilviz.ui.link_names import names_of
from dilviz.ui.linked_figure import figures_of
from dilviz.ui.site import SITE

PAGES = {page.title: page for page in SITE}
every_page = pytest.mark.parametrize("title", PAGES)


def said(title, **link):
    """What stands on a page about its link, as the router shows it before the page itself."""

    def script(title):
        from dilviz.ui.link_names import say_unknown
        from dilviz.ui.site import SITE

        say_unknown(next(page for page in SITE if page.title == title))

    app = AppTest.from_function(script, kwargs={"title": title}, default_timeout=300)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert len(app.main.children) == len(app.caption)  # where there is nothing to say, no gap
    return [caption.value.replace("\\", "") for caption in app.caption]


@every_page
def test_an_unknown_name_is_named_with_the_right_spelling(title):
    names = names_of(PAGES[title])
    longest = max(names, key=len)
    [sentence] = said(title, **{names[0]: "1", f"{longest}x": "1"})
    assert f"there is no parameter '{longest}x'. Did you mean {longest}?" in sentence
    assert f"There are {', '.join(names)}." in sentence


@every_page
def test_nothing_is_said_of_what_a_page_or_streamlit_reads(title):
    own = dict.fromkeys(names_of(PAGES[title]), "1")
    assert said(title, embed="true", embed_options="light_theme", **own) == []


@every_page
def test_all_that_its_figures_depend_on_is_known(title):
    page = PAGES[title]
    read = {
        name
        for figure in (figures_of(page.address) if page.figures else {}).values()
        for name in figure.settings.names()
    }
    assert read <= set(names_of(page))


def test_older_names_are_known_where_they_are_read():
    assert said("Stack", n="64", c="3") == []
    assert len(said("Evidence", n="64")) == 1


@pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
def test_parameters_of_every_kernel_are_known_on_images(kernel):
    layer = Layer.of(kernel.weights.shape, stride=2, dilation=3, padding=1)
    written = dict(parse_qsl(write_filter("cat", kernel, Filtering(layer, "reflect", True, True))))
    assert set(written) <= set(names_of(PAGES["Images"]))


def test_nothing_is_said_of_what_other_sites_add_to_links():
    assert said("Stack", utm_source="mail", fbclid="x1") == []
