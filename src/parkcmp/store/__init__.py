"""The database: documents, facts, the ledger of unexplained numbers. The only importer of duckdb."""

from parkcmp.store.connection import Database, connect, is_empty

__all__ = ["Database", "connect", "is_empty"]
