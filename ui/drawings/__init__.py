"""Pictures of answers: one Drawing, from which screen, SVG, PDF, PPTX and PNG are made."""
