"""settings."""

from bangolin.ui.web.frame import head

head("settings")
