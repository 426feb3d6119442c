"""Reports: one page with everything that a browser opens without a network, and briefings for Word and Markdown."""

from parkcmp.render.report.page import report_page

__all__ = ["report_page"]
