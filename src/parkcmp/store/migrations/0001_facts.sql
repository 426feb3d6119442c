-- Documents, their facts and the ledger of numbers that became none; the registry as it was when they were read.
-- Periods and intervals are computed when a fact is written, so that a ranking is a scan.
CREATE TABLE documents (
    document VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    title VARCHAR, issuer VARCHAR, issue VARCHAR, url VARCHAR,
    published VARCHAR, published_inferred VARCHAR,
    park VARCHAR,
    text VARCHAR NOT NULL,
    marks VARCHAR NOT NULL DEFAULT '[]',
    tables VARCHAR NOT NULL DEFAULT '[]',
    origin VARCHAR NOT NULL DEFAULT '{}',
    options VARCHAR NOT NULL DEFAULT '{}',
    reader VARCHAR NOT NULL,
    sequence INTEGER NOT NULL
);
COMMENT ON TABLE documents IS 'One row a text, named by its content';
COMMENT ON COLUMN documents.document IS 'First twelve hex digits of sha256';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the text in UTF-8';
COMMENT ON COLUMN documents.path IS 'Where it was read';
COMMENT ON COLUMN documents.title IS 'Title, for citing';
COMMENT ON COLUMN documents.issuer IS 'Who published it';
COMMENT ON COLUMN documents.issue IS 'Which issue of a periodical';
COMMENT ON COLUMN documents.url IS 'Where it was published';
COMMENT ON COLUMN documents.published IS 'Day or month of publication: 2022-09-15, 2022-09';
COMMENT ON COLUMN documents.published_inferred IS 'How the day was inferred (masthead, metadata, filename, event); NULL where a person gave it';
COMMENT ON COLUMN documents.park IS 'Subject that a person named for a text that never names it';
COMMENT ON COLUMN documents.text IS 'The decoded text that all spans count in';
COMMENT ON COLUMN documents.marks IS 'JSON: pages and sheets, each [start, place]';
COMMENT ON COLUMN documents.tables IS 'JSON: tables with the spans of their cells';
COMMENT ON COLUMN documents.origin IS 'JSON: what the file itself told of title, issuer and day, before anybody said or inferred more';
COMMENT ON COLUMN documents.options IS 'JSON: what a person said when ingesting';
COMMENT ON COLUMN documents.reader IS 'Versions of the rules and of the lexicon that read it';
COMMENT ON COLUMN documents.sequence IS 'Order of first ingestion';

CREATE TABLE facts (
    fact_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    entity VARCHAR, scope VARCHAR NOT NULL, metric VARCHAR, subject VARCHAR NOT NULL, label VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DECIMAL(38, 12) NOT NULL, value_high DECIMAL(38, 12),
    unit VARCHAR NOT NULL, bound VARCHAR NOT NULL, period VARCHAR, base VARCHAR, whole VARCHAR, whole_key VARCHAR,
    status VARCHAR NOT NULL,
    start_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    last DECIMAL(38, 12) NOT NULL, round_ DECIMAL(38, 12) NOT NULL, form VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    basis VARCHAR,
    period_start DATE, period_end DATE, months INTEGER,
    low DECIMAL(38, 12), high DECIMAL(38, 12), low_open BOOLEAN NOT NULL, high_open BOOLEAN NOT NULL,
    lit_low DECIMAL(38, 12), lit_high DECIMAL(38, 12), lit_low_open BOOLEAN NOT NULL, lit_high_open BOOLEAN NOT NULL
);
COMMENT ON TABLE facts IS 'One row a number that a text states about one subject';
COMMENT ON COLUMN facts.fact_id IS 'document, a hyphen, start_';
COMMENT ON COLUMN facts.document IS 'The document that says it';
COMMENT ON COLUMN facts.entity IS 'Key of the park, or 全国 for all national zones together; NULL where neither';
COMMENT ON COLUMN facts.scope IS 'park, national, subpark, region or other';
COMMENT ON COLUMN facts.metric IS 'Id of the indicator; NULL where the registry has none';
COMMENT ON COLUMN facts.subject IS 'The owner as the text names it';
COMMENT ON COLUMN facts.label IS 'The indicator as the text names it';
COMMENT ON COLUMN facts.measure IS 'level, share, growth, cagr, change, multiple, cumulative, rank or completion';
COMMENT ON COLUMN facts.value IS 'The number in unit, unrounded; of a range its lower end';
COMMENT ON COLUMN facts.value_high IS 'Upper end of a range';
COMMENT ON COLUMN facts.unit IS 'Unit of value';
COMMENT ON COLUMN facts.bound IS 'exact, over, under or about';
COMMENT ON COLUMN facts.period IS 'The time that the value is of: 2021, 2022-08, 2022-H1, 2022-01/2022-07';
COMMENT ON COLUMN facts.base IS 'The period that a growth, change or multiple is counted from';
COMMENT ON COLUMN facts.whole IS 'Of a share: the whole as the text names it';
COMMENT ON COLUMN facts.whole_key IS 'Of a share: the whole independent of wording';
COMMENT ON COLUMN facts.status IS 'actual or target';
COMMENT ON COLUMN facts.start_ IS 'First character of the numeral in the document''s text';
COMMENT ON COLUMN facts.end_ IS 'One past its last character';
COMMENT ON COLUMN facts.last IS 'One unit of the last printed digit, in unit';
COMMENT ON COLUMN facts.round_ IS 'One unit of the last digit that is not zero, in unit';
COMMENT ON COLUMN facts.form IS 'How the numeral is printed: count, number, fraction, tenths or range';
COMMENT ON COLUMN facts.sentence_start IS 'First character of its sentence';
COMMENT ON COLUMN facts.sentence_end IS 'One past the sentence''s last character';
COMMENT ON COLUMN facts.rule IS 'Name of the rule that made it';
COMMENT ON COLUMN facts.basis IS 'What a growth, change or multiple is against: yoy, qoq, span or cagr';
COMMENT ON COLUMN facts.period_start IS 'First day of period';
COMMENT ON COLUMN facts.period_end IS 'Last day of period';
COMMENT ON COLUMN facts.months IS 'Length of period in months; 0 for a day';
COMMENT ON COLUMN facts.low IS 'Lower end of what the number can stand for, printed reading; NULL: without limit';
COMMENT ON COLUMN facts.high IS 'Upper end, printed reading';
COMMENT ON COLUMN facts.low_open IS 'Whether low itself is excluded';
COMMENT ON COLUMN facts.high_open IS 'Whether high itself is excluded';
COMMENT ON COLUMN facts.lit_low IS 'Lower end, literal reading';
COMMENT ON COLUMN facts.lit_high IS 'Upper end, literal reading';
COMMENT ON COLUMN facts.lit_low_open IS 'Whether lit_low itself is excluded';
COMMENT ON COLUMN facts.lit_high_open IS 'Whether lit_high itself is excluded';

CREATE TABLE unexplained (
    document VARCHAR NOT NULL, start_ INTEGER NOT NULL, end_ INTEGER NOT NULL, reason VARCHAR NOT NULL
);
COMMENT ON TABLE unexplained IS 'One row a numeral that became no fact';
COMMENT ON COLUMN unexplained.document IS 'The document that holds it';
COMMENT ON COLUMN unexplained.start_ IS 'First character of the numeral';
COMMENT ON COLUMN unexplained.end_ IS 'One past its last character';
COMMENT ON COLUMN unexplained.reason IS 'name, ordinal, reference, duration, comparison, rule, layout, unit, subject or label';

CREATE TABLE parks (
    park VARCHAR NOT NULL, official_name VARCHAR NOT NULL, short_name VARCHAR NOT NULL, pinyin VARCHAR NOT NULL,
    province VARCHAR NOT NULL, city VARCHAR NOT NULL, region VARCHAR NOT NULL, approved VARCHAR, admin_code VARCHAR
);
COMMENT ON TABLE parks IS 'The parks of the lexicon that read the newest document';
COMMENT ON COLUMN parks.park IS 'Key: the Chinese short name';
COMMENT ON COLUMN parks.official_name IS 'Full name';
COMMENT ON COLUMN parks.short_name IS 'Short name';
COMMENT ON COLUMN parks.pinyin IS 'Pinyin without tones';
COMMENT ON COLUMN parks.province IS 'Province';
COMMENT ON COLUMN parks.city IS 'City';
COMMENT ON COLUMN parks.region IS '东部, 中部, 西部 or 东北';
COMMENT ON COLUMN parks.approved IS 'When the State Council approved it';
COMMENT ON COLUMN parks.admin_code IS 'Administrative code of its city';

CREATE TABLE metrics (
    metric VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL, unit VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    direction VARCHAR NOT NULL, category VARCHAR NOT NULL, part_of VARCHAR, stands_for VARCHAR,
    definition VARCHAR NOT NULL
);
COMMENT ON TABLE metrics IS 'The indicators of the lexicon that read the newest document';
COMMENT ON COLUMN metrics.metric IS 'Id';
COMMENT ON COLUMN metrics.zh IS 'Chinese name';
COMMENT ON COLUMN metrics.en IS 'English name';
COMMENT ON COLUMN metrics.unit IS 'Canonical unit';
COMMENT ON COLUMN metrics.kind IS 'flow, stock, ratio, rank or index';
COMMENT ON COLUMN metrics.direction IS 'Which end is first in a ranking: higher, lower or none';
COMMENT ON COLUMN metrics.category IS 'Group of indicators';
COMMENT ON COLUMN metrics.part_of IS 'The wider indicator that this is a part of, for sums';
COMMENT ON COLUMN metrics.stands_for IS 'The wider indicator that this may stand in for, marked, in a ranking';
COMMENT ON COLUMN metrics.definition IS 'What is counted';

CREATE TABLE settings (name VARCHAR NOT NULL, value VARCHAR NOT NULL);
COMMENT ON TABLE settings IS 'What parkcmp remembers of the file itself';
COMMENT ON COLUMN settings.name IS 'lexicon: the version that parks and metrics hold';
COMMENT ON COLUMN settings.value IS 'Its value';
