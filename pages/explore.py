"""One layer: what each output reads, and what each input and each weight reaches."""

from dilviz.ui.explore import views as explore_views

explore_views.layer()
