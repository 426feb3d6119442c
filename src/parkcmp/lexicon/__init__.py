"""What parkcmp knows before it reads a text: parks, indicators, units, words. Data, and the code that loads it."""
