-- What people decided about facts, apart from what was extracted, and the facts as they stand after it.
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

DROP VIEW latest;
DROP VIEW observations;

CREATE VIEW ledger AS
SELECT
    f.fact_id, f.document, f.entity, f.scope, f.metric, f.subject, f.label, f.measure, f.value, f.value_high, f.unit,
    f.bound, f.period, f.base, f.whole, f.whole_key, f.status, f.start_, f.end_, f.last, f.round_, f.form,
    f.sentence_start, f.sentence_end, f.rule, f.basis, f.period_start, f.period_end, f.months,
    f.low, f.high, f.low_open, f.high_open, f.lit_low, f.lit_high, f.lit_low_open, f.lit_high_open,
    r.decision AS review
FROM (SELECT * FROM facts ANTI JOIN corrections USING (fact_id)) AS f
LEFT JOIN reviews AS r ON r.fact_id = f.fact_id AND r.end_ = f.end_ AND r.decision <> 'correct'
UNION ALL
SELECT
    f.fact_id, f.document, c.entity, c.scope, c.metric, f.subject, f.label, c.measure, c.value, c.value_high, c.unit,
    c.bound, c.period, c.base, c.whole, c.whole_key, c.status, f.start_, f.end_, c.last, c.round_, c.form,
    f.sentence_start, f.sentence_end, f.rule, c.basis, c.period_start, c.period_end, c.months,
    c.low, c.high, c.low_open, c.high_open, c.lit_low, c.lit_high, c.lit_low_open, c.lit_high_open,
    'correct' AS review
FROM corrections AS c
JOIN facts AS f USING (fact_id);
COMMENT ON VIEW ledger IS 'Every fact as people reviewed it: corrected ones as corrected, rejected ones marked';
COMMENT ON COLUMN ledger.review IS 'What a person decided: accept, reject or correct; NULL where nobody has';

CREATE VIEW statements AS
SELECT * FROM ledger WHERE review IS DISTINCT FROM 'reject';
COMMENT ON VIEW statements IS 'The ledger without what was rejected: what questions are answered from';
COMMENT ON COLUMN statements.review IS 'accept or correct where a person decided so';

-- What the statements say together: the same number said twice is one observation with two sources.
-- Values conflict where they cannot both be true even taken literally: 135家 and 140家, not 超1200家 and 1230家.
CREATE VIEW observations AS
SELECT
    entity, metric, measure, unit, period, base, basis, whole_key, status,
    shown.value AS value, shown.value_high AS value_high, shown.bound AS bound,
    shown.low AS low, shown.high AS high, shown.low_open AS low_open, shown.high_open AS high_open,
    shown.lit_low AS lit_low, shown.lit_high AS lit_high,
    shown.lit_low_open AS lit_low_open, shown.lit_high_open AS lit_high_open,
    shown.fact_id AS fact_id, shown.document AS document, shown.published AS published,
    period_start, period_end, months, sources, statements, variants,
    coalesce(floor_ > ceiling_ OR (floor_ = ceiling_ AND (floor_open OR ceiling_open)), false) AS conflict,
    shown.review AS review
FROM (
    SELECT
        f.entity, f.metric, f.measure, f.unit, f.period, f.base, f.whole_key, f.status,
        any_value(f.basis) AS basis, any_value(f.period_start) AS period_start,
        any_value(f.period_end) AS period_end, any_value(f.months) AS months,
        first(
            struct_pack(
                value := f.value, value_high := f.value_high, bound := f.bound,
                low := f.low, high := f.high, low_open := f.low_open, high_open := f.high_open,
                lit_low := f.lit_low, lit_high := f.lit_high,
                lit_low_open := f.lit_low_open, lit_high_open := f.lit_high_open,
                fact_id := f.fact_id, document := f.document, published := d.published, review := f.review
            )
            ORDER BY d.published DESC NULLS LAST, (f.bound = 'exact') DESC, f.document, f.start_
        ) AS shown,
        count(DISTINCT f.document) AS sources,
        count(*) AS statements,
        count(DISTINCT struct_pack(v := f.value, h := f.value_high, b := f.bound)) AS variants,
        max(f.lit_low) AS floor_, min(f.lit_high) AS ceiling_,
        arg_max(f.lit_low_open, struct_pack(v := f.lit_low, o := f.lit_low_open))
            FILTER (f.lit_low IS NOT NULL) AS floor_open,
        arg_min(f.lit_high_open, struct_pack(v := f.lit_high, o := NOT f.lit_high_open))
            FILTER (f.lit_high IS NOT NULL) AS ceiling_open
    FROM statements AS f
    JOIN documents AS d USING (document)
    WHERE f.entity IS NOT NULL AND f.metric IS NOT NULL
    GROUP BY f.entity, f.metric, f.measure, f.unit, f.period, f.base, f.whole_key, f.status
);
COMMENT ON VIEW observations IS 'One row a park, metric, measure, unit, period, base, whole and status: the newest document''s value';
COMMENT ON COLUMN observations.published IS 'When the document that is shown was published';
COMMENT ON COLUMN observations.sources IS 'How many documents state it';
COMMENT ON COLUMN observations.statements IS 'How many facts state it';
COMMENT ON COLUMN observations.variants IS 'How many different values are stated';
COMMENT ON COLUMN observations.conflict IS 'Whether the stated values cannot all be true';
COMMENT ON COLUMN observations.review IS 'What a person decided of the fact that is shown: accept or correct; NULL where nobody has';

CREATE VIEW latest AS
SELECT *
FROM observations
QUALIFY row_number() OVER (
    PARTITION BY entity, metric, measure, unit, basis, whole_key, status
    ORDER BY period_end DESC NULLS LAST, months DESC NULLS LAST, base DESC NULLS LAST, fact_id
) = 1;
COMMENT ON VIEW latest IS 'Of each park, metric, measure, unit, basis, whole and status the observation of the newest period';
