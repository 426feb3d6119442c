-- What the facts say together: the same number said twice is one observation with two sources.
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
    coalesce(floor_ > ceiling_ OR (floor_ = ceiling_ AND (floor_open OR ceiling_open)), false) AS conflict
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
                fact_id := f.fact_id, document := f.document, published := d.published
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
    FROM facts AS f
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

CREATE VIEW latest AS
SELECT *
FROM observations
QUALIFY row_number() OVER (
    PARTITION BY entity, metric, measure, unit, basis, whole_key, status
    ORDER BY period_end DESC NULLS LAST, months DESC NULLS LAST, base DESC NULLS LAST, fact_id
) = 1;
COMMENT ON VIEW latest IS 'Of each park, metric, measure, unit, basis, whole and status the observation of the newest period';
