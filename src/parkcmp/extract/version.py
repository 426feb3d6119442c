"""The version of the extraction rules: raised by hand with every change of what a text yields.

Stored with each document, so that a newer program re-extracts what an older one read.
"""

RULES_VERSION = "5"
