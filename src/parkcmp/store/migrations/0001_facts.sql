-- Documents, their facts and the ledger of numbers that became none; the registry as it was when they were read.
CREATE TABLE documents (
    document VARCHAR PRIMARY KEY,          -- first twelve hex digits of sha256
    sha256 VARCHAR NOT NULL,               -- of the text in UTF-8
    path VARCHAR NOT NULL,
    title VARCHAR, issuer VARCHAR, issue VARCHAR, url VARCHAR,
    published VARCHAR, published_inferred VARCHAR,
    park VARCHAR,                          -- subject that a person named
    text VARCHAR NOT NULL,
    marks VARCHAR NOT NULL DEFAULT '[]',   -- JSON: pages, sheets
    tables VARCHAR NOT NULL DEFAULT '[]',  -- JSON: cells
    options VARCHAR NOT NULL DEFAULT '{}', -- JSON: what a person said when ingesting
    reader VARCHAR NOT NULL,               -- versions of rules and lexicon that read it
    sequence INTEGER NOT NULL              -- order of first ingestion
);
CREATE TABLE facts (
    fact_id VARCHAR PRIMARY KEY,           -- document-start
    document VARCHAR NOT NULL,
    entity VARCHAR, scope VARCHAR NOT NULL, metric VARCHAR, subject VARCHAR NOT NULL, label VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DECIMAL(38, 12) NOT NULL, value_high DECIMAL(38, 12),
    unit VARCHAR NOT NULL, bound VARCHAR NOT NULL, period VARCHAR, base VARCHAR, whole VARCHAR, whole_key VARCHAR,
    status VARCHAR NOT NULL,
    start_ INTEGER NOT NULL, end_ INTEGER NOT NULL,
    last DECIMAL(38, 12) NOT NULL, round_ DECIMAL(38, 12) NOT NULL, form VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    rule VARCHAR NOT NULL
);
CREATE TABLE unexplained (
    document VARCHAR NOT NULL, start_ INTEGER NOT NULL, end_ INTEGER NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE parks (
    park VARCHAR PRIMARY KEY, official_name VARCHAR NOT NULL, pinyin VARCHAR NOT NULL,
    province VARCHAR NOT NULL, city VARCHAR NOT NULL, region VARCHAR NOT NULL, approved VARCHAR
);
CREATE TABLE metrics (
    metric VARCHAR PRIMARY KEY, zh VARCHAR NOT NULL, en VARCHAR NOT NULL, unit VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    direction VARCHAR NOT NULL, category VARCHAR NOT NULL, part_of VARCHAR, stands_for VARCHAR, definition VARCHAR NOT NULL
);
