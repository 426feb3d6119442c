"""Questions to the stored facts and what their answers mean: rankings, comparisons, profiles, audits.

Every question returns an Answer; nothing here knows of terminals or files, and SQL is spoken through `store` alone.
"""
