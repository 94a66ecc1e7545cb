"""pack."""

from bangolin.ui.web.frame import head

head("pack")
