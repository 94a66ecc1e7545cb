"""review."""

from bangolin.ui.web.frame import head

head("review")
