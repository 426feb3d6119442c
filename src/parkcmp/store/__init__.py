"""The database: documents, facts, the ledger of unexplained numbers. The only importer of duckdb."""

from parkcmp.store.connection import Database, connect

__all__ = ["Database", "connect"]
