"""Reading forms out of text that was torn out of PDFs: cells in any order, ticks away from their labels."""
