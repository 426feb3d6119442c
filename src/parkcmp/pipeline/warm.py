"""Imported by the process that worker processes are forked from: what each of them would have to load first."""

from __future__ import annotations

from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document
from parkcmp.pipeline.work import extract_document

extract_document(Document("新乡高新区拥有高新技术企业135家。"), load_lexicon())
