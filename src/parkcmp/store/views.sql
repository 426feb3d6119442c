-- What is derived from the tables. Made anew after every migration, so that a view stands here once and in its newest form;
-- a change of a view needs a migration to carry it, which may be empty.
CREATE OR REPLACE VIEW sources AS
SELECT
    d.document, coalesce(r.source, d.document) AS source, coalesce(r.published, d.published) AS first_published,
    d.published, CASE WHEN r.source <> d.document THEN r.source END AS reprint_of
FROM documents AS d
LEFT JOIN (
    SELECT
        k.document, first_value(o.document) OVER kin AS source,
        first_value(o.published) OVER kin AS published
    FROM reprints AS k
    JOIN documents AS o USING (document)
    WINDOW kin AS (PARTITION BY k.family ORDER BY o.published NULLS LAST, o.document)
) AS r USING (document);
COMMENT ON VIEW sources IS 'One row a document: which source it is. Near-identical reprints of an article are one source';
COMMENT ON COLUMN sources.source IS 'The document itself, or the oldest of those that it is near-identical with';
COMMENT ON COLUMN sources.first_published IS 'When that was published';
COMMENT ON COLUMN sources.reprint_of IS 'The older document that it repeats; NULL for an original';

CREATE OR REPLACE VIEW ledger AS
SELECT
    f.fact_id, f.document, f.entity, f.scope, f.metric, f.subject, f.label, f.measure, f.value, f.value_high, f.unit,
    f.bound, f.period, f.base, f.whole, f.whole_key, f.status, f.start_, f.end_, f.last, f.round_, f.form,
    f.sentence_start, f.sentence_end, f.rule, f.basis, f.period_start, f.period_end, f.months,
    f.low, f.high, f.low_open, f.high_open, f.lit_low, f.lit_high, f.lit_low_open, f.lit_high_open,
    f.imported, f.unproven, r.decision AS review
FROM (SELECT * FROM facts ANTI JOIN corrections USING (fact_id)) AS f
LEFT JOIN reviews AS r ON r.fact_id = f.fact_id AND r.end_ = f.end_ AND r.decision <> 'correct'
UNION ALL
SELECT
    f.fact_id, f.document, c.entity, c.scope, c.metric, f.subject, f.label, c.measure, c.value, c.value_high, c.unit,
    c.bound, c.period, c.base, c.whole, c.whole_key, c.status, f.start_, f.end_, c.last, c.round_, c.form,
    f.sentence_start, f.sentence_end, f.rule, c.basis, c.period_start, c.period_end, c.months,
    c.low, c.high, c.low_open, c.high_open, c.lit_low, c.lit_high, c.lit_low_open, c.lit_high_open,
    f.imported, f.unproven, 'correct' AS review
FROM corrections AS c
JOIN facts AS f USING (fact_id);
COMMENT ON VIEW ledger IS 'Every fact as people reviewed it: corrected ones as corrected, rejected ones marked';
COMMENT ON COLUMN ledger.review IS 'What a person decided: accept, reject or correct; NULL where nobody has';

CREATE OR REPLACE VIEW statements AS
SELECT * FROM ledger WHERE review IS DISTINCT FROM 'reject';
COMMENT ON VIEW statements IS 'The ledger without what was rejected: what questions are answered from';
COMMENT ON COLUMN statements.review IS 'accept or correct where a person decided so';

-- What the statements say together: the same number said twice is one observation with two sources, unless the second
-- is a reprint. What a document proves goes before what none does; a reprint is as old as its original.
-- Values conflict where they cannot both be true even taken literally: 135家 and 140家, not 超1200家 and 1230家.
CREATE OR REPLACE VIEW observations AS
SELECT
    entity, metric, measure, unit, period, base, basis, whole_key, status,
    shown.value AS value, shown.value_high AS value_high, shown.bound AS bound,
    shown.low AS low, shown.high AS high, shown.low_open AS low_open, shown.high_open AS high_open,
    shown.lit_low AS lit_low, shown.lit_high AS lit_high,
    shown.lit_low_open AS lit_low_open, shown.lit_high_open AS lit_high_open,
    shown.fact_id AS fact_id, shown.document AS document, shown.published AS published,
    period_start, period_end, months, sources, statements, variants,
    coalesce(floor_ > ceiling_ OR (floor_ = ceiling_ AND (floor_open OR ceiling_open)), false) AS conflict,
    shown.review AS review, shown.unproven AS unproven
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
                fact_id := f.fact_id, document := f.document, published := d.published, review := f.review,
                unproven := f.unproven
            )
            ORDER BY
                f.unproven, d.first_published DESC NULLS LAST, (f.bound = 'exact') DESC,
                (d.document = d.source) DESC, f.document, f.start_
        ) AS shown,
        count(DISTINCT d.source) AS sources,
        count(*) AS statements,
        count(DISTINCT struct_pack(v := f.value, h := f.value_high, b := f.bound)) AS variants,
        max(f.lit_low) AS floor_, min(f.lit_high) AS ceiling_,
        arg_max(f.lit_low_open, struct_pack(v := f.lit_low, o := f.lit_low_open))
            FILTER (f.lit_low IS NOT NULL) AS floor_open,
        arg_min(f.lit_high_open, struct_pack(v := f.lit_high, o := NOT f.lit_high_open))
            FILTER (f.lit_high IS NOT NULL) AS ceiling_open
    FROM statements AS f
    JOIN sources AS d USING (document)
    WHERE f.entity IS NOT NULL AND f.metric IS NOT NULL
    GROUP BY f.entity, f.metric, f.measure, f.unit, f.period, f.base, f.whole_key, f.status
);
COMMENT ON VIEW observations IS 'One row a park, metric, measure, unit, period, base, whole and status: the newest document''s value';
COMMENT ON COLUMN observations.published IS 'When the document that is shown was published';
COMMENT ON COLUMN observations.sources IS 'How many sources state it; reprints of one article are one';
COMMENT ON COLUMN observations.statements IS 'How many facts state it';
COMMENT ON COLUMN observations.variants IS 'How many different values are stated';
COMMENT ON COLUMN observations.conflict IS 'Whether the stated values cannot all be true';
COMMENT ON COLUMN observations.review IS 'What a person decided of the fact that is shown: accept or correct; NULL where nobody has';
COMMENT ON COLUMN observations.unproven IS 'Whether the fact that is shown came without the document that says so';

CREATE OR REPLACE VIEW latest AS
SELECT *
FROM observations
QUALIFY row_number() OVER (
    PARTITION BY entity, metric, measure, unit, basis, whole_key, status
    ORDER BY period_end DESC NULLS LAST, months DESC NULLS LAST, base DESC NULLS LAST, fact_id
) = 1;
COMMENT ON VIEW latest IS 'Of each park, metric, measure, unit, basis, whole and status the observation of the newest period';
