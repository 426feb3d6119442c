"""parkcmp: read the numbers of China's national high-tech zones out of prose, and compare the zones honestly."""

__version__ = "0.1.0"
