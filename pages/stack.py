"""A network: its receptive field, layer by layer, and everything that follows from it."""

from dilviz.ui.stack import views as stack_views

stack_views.network()
