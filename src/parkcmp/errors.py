"""Every failure that a user can cause or mend, each with the exit code that scripts may rely on.

The command line prints one line for each: what is wrong, then what to do about it. Anything that is not a
ParkcmpError is a bug and keeps its traceback.
"""


class ParkcmpError(Exception):
    """A failure with a remedy. `what` says what and where, `remedy` what to do; `exit_code` is the process's."""

    exit_code = 2

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}" if remedy else what)

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        # As it was made: what a worker process says arrives whole.
        return type(self), (self.what, self.remedy)


class UsageError(ParkcmpError):
    """Wrong usage or an unknown name (exit 2)."""


class UnknownNameError(UsageError):
    """A park, metric, document or fact that does not exist or fits several (exit 2)."""


class StoreError(ParkcmpError):
    """The database is missing, locked beyond the wait, damaged or of a newer schema (exit 3)."""

    exit_code = 3


class UnexplainedNumbersError(ParkcmpError):
    """`ingest --fail-unexplained` met numbers that became no fact (exit 4)."""

    exit_code = 4


class UnreadableError(ParkcmpError):
    """A file that cannot be read as text, or holds none (exit 5)."""

    exit_code = 5


class LexiconError(UsageError):
    """A lexicon file with a wrong entry: the message names file, entry and remedy (exit 2)."""
