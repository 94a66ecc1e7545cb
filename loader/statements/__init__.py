"""Short statements of running text that checks hold against the form's items and the steps."""
