"""Files that people take away from an answer, all made from the same answer as the screen."""

from bangolin.ui.exports.writing import KINDS, ExportError, export

__all__ = ["KINDS", "ExportError", "export"]
