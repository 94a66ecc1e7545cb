"""Files that people take away from an answer, all made from the same answer as the screen."""
