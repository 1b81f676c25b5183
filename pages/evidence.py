"""Every published number that the app reproduces, and what it corrects."""

from dilviz.ui.evidence import views as evidence_views

evidence_views.evidence()
