"""query."""

from bangolin.ui.web.frame import head

head("query")
