-- Where statements come from: files that are done, reprints that are one source with their original, facts that
-- another program found.
CREATE TABLE files (digest VARCHAR NOT NULL, reader VARCHAR NOT NULL, documents VARCHAR NOT NULL);
COMMENT ON TABLE files IS 'One row a file that was read to its end, so that it need not be read again';
COMMENT ON COLUMN files.digest IS 'SHA-256 of its bytes';
COMMENT ON COLUMN files.reader IS 'Versions of the program, the rules and the lexicon that read it';
COMMENT ON COLUMN files.documents IS 'JSON: the documents that it gave';

CREATE TABLE fingerprints (
    document VARCHAR NOT NULL, figures UBIGINT[] NOT NULL, sample UBIGINT[] NOT NULL, bands UBIGINT[] NOT NULL,
    compared BOOLEAN NOT NULL DEFAULT false
);
COMMENT ON TABLE fingerprints IS 'One row a document with facts: by what its reprints are recognised';
COMMENT ON COLUMN fingerprints.figures IS 'Hashes of the wording around each of its figures';
COMMENT ON COLUMN fingerprints.sample IS 'Hashes of a sample of its text';
COMMENT ON COLUMN fingerprints.bands IS 'Keys that near-identical documents share';
COMMENT ON COLUMN fingerprints.compared IS 'Whether it was compared with the documents that share a key';

CREATE TABLE reprints (document VARCHAR NOT NULL, family VARCHAR NOT NULL);
COMMENT ON TABLE reprints IS 'One row a document that is near-identical with others';
COMMENT ON COLUMN reprints.family IS 'The same for all that are near-identical';

ALTER TABLE facts ADD COLUMN imported VARCHAR;
ALTER TABLE facts ADD COLUMN unproven BOOLEAN DEFAULT false;
COMMENT ON COLUMN facts.imported IS 'The file that it was imported from; NULL where parkcmp extracted it';
COMMENT ON COLUMN facts.unproven IS 'Whether it came without the document that says so';
