"""Text as text: folding, lines, sentences and numerals. Knows no park and no metric."""
