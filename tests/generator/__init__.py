"""Made-up assessments with known facts, and printers that put them on paper, into workbooks and into torn text.

The form is written down here a second time, apart from ``data/forms``, so that tests hold the readers against the
form itself and not against their own declarations.
"""
