-- What people decided about facts, apart from what was extracted.
-- A decision is kept by document and span, so that it survives every extraction and may come before its document.
CREATE TABLE reviews (
    fact_id VARCHAR PRIMARY KEY,
    document VARCHAR NOT NULL,
    start_ INTEGER NOT NULL, end_ INTEGER NOT NULL, nth INTEGER NOT NULL,
    decision VARCHAR NOT NULL,
    changes VARCHAR NOT NULL DEFAULT '{}',
    reason VARCHAR,
    reviewer VARCHAR,
    decided VARCHAR
);
COMMENT ON TABLE reviews IS 'One row a person''s decision about a fact, kept apart from extraction';
COMMENT ON COLUMN reviews.fact_id IS 'The fact: document, a hyphen, start_';
COMMENT ON COLUMN reviews.document IS 'The document that says it; it may be read later';
COMMENT ON COLUMN reviews.start_ IS 'First character of the numeral in the document''s text';
COMMENT ON COLUMN reviews.end_ IS 'One past its last character';
COMMENT ON COLUMN reviews.nth IS 'Which of the facts of that numeral, from 1';
COMMENT ON COLUMN reviews.decision IS 'accept, reject or correct';
COMMENT ON COLUMN reviews.changes IS 'JSON: the fields that a correction sets, as a person wrote them';
COMMENT ON COLUMN reviews.reason IS 'Why';
COMMENT ON COLUMN reviews.reviewer IS 'Who decided, where that was said';
COMMENT ON COLUMN reviews.decided IS 'When, in UTC';

-- Derived from facts and reviews whenever either changes: what a corrected fact says, with its interval and days.
CREATE TABLE corrections (
    fact_id VARCHAR NOT NULL, document VARCHAR NOT NULL,
    entity VARCHAR, scope VARCHAR NOT NULL, metric VARCHAR,
    measure VARCHAR NOT NULL,
    value DECIMAL(38, 12) NOT NULL, value_high DECIMAL(38, 12),
    unit VARCHAR NOT NULL, bound VARCHAR NOT NULL, period VARCHAR, base VARCHAR, whole VARCHAR, whole_key VARCHAR,
    status VARCHAR NOT NULL,
    last DECIMAL(38, 12) NOT NULL, round_ DECIMAL(38, 12) NOT NULL, form VARCHAR NOT NULL,
    basis VARCHAR,
    period_start DATE, period_end DATE, months INTEGER,
    low DECIMAL(38, 12), high DECIMAL(38, 12), low_open BOOLEAN NOT NULL, high_open BOOLEAN NOT NULL,
    lit_low DECIMAL(38, 12), lit_high DECIMAL(38, 12), lit_low_open BOOLEAN NOT NULL, lit_high_open BOOLEAN NOT NULL
);
COMMENT ON TABLE corrections IS 'One row a corrected fact: what it says after the correction';
