"""compare."""

from bangolin.ui.web.frame import head

head("compare")
