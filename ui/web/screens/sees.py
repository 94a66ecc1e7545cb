"""sees."""

from bangolin.ui.web.frame import head

head("sees")
