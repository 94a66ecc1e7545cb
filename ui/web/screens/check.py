"""check."""

from bangolin.ui.web.frame import head

head("check")
