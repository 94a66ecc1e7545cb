"""import."""

from bangolin.ui.web.frame import head

head("import")
