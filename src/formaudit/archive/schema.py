"""The tables of a store. A new shape is a further migration; a shipped one is never changed."""

from typing import Final

__all__ = ["MIGRATIONS", "SAID", "TABLES"]

TABLES: Final = (
    "runs", "files", "submissions", "records", "searched", "findings", "causes", "passages", "metrics", "decisions",
    "journal", "actions", "assignments", "filters", "dispatches",
)  # fmt: skip

_FIRST: Final = """
CREATE TABLE runs (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, version TEXT NOT NULL,
    profile TEXT NOT NULL, mark TEXT NOT NULL, state TEXT NOT NULL
);
CREATE TABLE files (
    root TEXT NOT NULL, path TEXT NOT NULL, container TEXT NOT NULL, item TEXT NOT NULL, size BIGINT NOT NULL,
    changed TEXT NOT NULL, sha256 TEXT NOT NULL, format TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL,
    detail TEXT NOT NULL, forms TEXT NOT NULL, submission TEXT NOT NULL, mark TEXT NOT NULL, run TEXT NOT NULL,
    seconds DOUBLE PRECISION,
    PRIMARY KEY (root, path)
);
CREATE INDEX files_by_submission ON files (root, submission);
CREATE INDEX files_by_container ON files (root, container);
CREATE INDEX files_by_hash ON files (sha256);
CREATE TABLE submissions (
    root TEXT NOT NULL, key TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, year INTEGER, digest TEXT NOT NULL,
    verdict TEXT NOT NULL, profile TEXT NOT NULL, critical INTEGER NOT NULL, major INTEGER NOT NULL,
    minor INTEGER NOT NULL, note INTEGER NOT NULL, figures INTEGER NOT NULL, tied INTEGER NOT NULL,
    contradicted INTEGER NOT NULL, untested INTEGER NOT NULL, score TEXT, report {blob}, run TEXT NOT NULL,
    seconds DOUBLE PRECISION,
    PRIMARY KEY (root, key)
);
CREATE INDEX submissions_by_unit ON submissions (root, unit, year);
CREATE TABLE figures (
    root TEXT NOT NULL, submission TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, raw TEXT NOT NULL,
    value TEXT, unit TEXT NOT NULL, form TEXT NOT NULL,
    PRIMARY KEY (root, submission, key)
);
CREATE TABLE findings (
    root TEXT NOT NULL, submission TEXT NOT NULL, id TEXT NOT NULL, check_code TEXT NOT NULL, name TEXT NOT NULL,
    severity TEXT NOT NULL, nature TEXT NOT NULL, cause TEXT NOT NULL, title TEXT NOT NULL, message TEXT NOT NULL,
    calculation TEXT NOT NULL, money TEXT, score TEXT, label TEXT NOT NULL, raw TEXT NOT NULL, place TEXT NOT NULL,
    question TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (root, submission, id)
);
CREATE INDEX findings_by_check ON findings (check_code);
CREATE TABLE causes (
    root TEXT NOT NULL, submission TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL,
    findings INTEGER NOT NULL, confidence DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (root, submission, id)
);
CREATE TABLE passages (
    root TEXT NOT NULL, submission TEXT NOT NULL, position INTEGER NOT NULL, hash BIGINT NOT NULL
);
CREATE INDEX passages_by_hash ON passages (root, hash);
CREATE INDEX passages_by_submission ON passages (root, submission);
CREATE TABLE metrics (
    root TEXT NOT NULL, submission TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (root, submission, name)
);
CREATE TABLE decisions (
    finding TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, category TEXT NOT NULL, owner TEXT NOT NULL,
    date TEXT, expires TEXT
);
CREATE TABLE journal (
    seq {serial}, time TEXT NOT NULL, run TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    event TEXT NOT NULL, method TEXT NOT NULL, version TEXT NOT NULL
);
CREATE INDEX journal_by_path ON journal (root, path, seq);
"""

# A decision names its finding in words too, so that a person can read it without the report.
_SECOND: Final = """
ALTER TABLE decisions ADD COLUMN check_code TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN year INTEGER;
"""

# Figures are most of a store and lie in the order of their key: without a row id SQLite keeps the key once, not twice.
_THIRD: Final = """
CREATE TABLE figures_by_key (
    root TEXT NOT NULL, submission TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, raw TEXT NOT NULL,
    value TEXT, unit TEXT NOT NULL, form TEXT NOT NULL,
    PRIMARY KEY (root, submission, key)
){rowless};
INSERT INTO figures_by_key SELECT root, submission, key, label, raw, value, unit, form FROM figures;
DROP TABLE figures;
ALTER TABLE figures_by_key RENAME TO figures;
"""

# Figures were nine parts in ten of a store, each row with the same words again: a submission's are one packed value
# now, and so are its relations. What an older store holds is taken over as it is, without the places it never kept.
_FOURTH: Final = """
CREATE TABLE records (
    root TEXT NOT NULL, submission TEXT NOT NULL, kind TEXT NOT NULL, content {blob} NOT NULL,
    PRIMARY KEY (root, submission, kind)
);
INSERT INTO records SELECT root, submission, 'figures', {old_figures} FROM figures GROUP BY root, submission;
DROP TABLE figures;
DROP INDEX findings_by_check;
"""

# What a unit answered stands beside the decision on the finding.
_FIFTH: Final = """
ALTER TABLE decisions ADD COLUMN reply TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN corrected TEXT NOT NULL DEFAULT '';
"""

# What a form says is found by pairs of characters. SQLite keeps them in an index without the texts, which lie packed in
# the records. A number of the index tells year, submission and kind of form by itself (``archive/numbers.py``).
_SIXTH: Final = """
CREATE TABLE searched (
    id BIGINT PRIMARY KEY, root TEXT NOT NULL, submission TEXT NOT NULL, most DOUBLE PRECISION NOT NULL{pairs}
){rowless};
CREATE INDEX searched_by_submission ON searched (root, submission);
CREATE TABLE searched_kinds (code INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE);
{pair_index};
"""

# What people do about findings, line by line and never changed; the letters that were issued; filters that were saved.
_SEVENTH: Final = """
CREATE TABLE actions (
    seq {serial}, time TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL, finding TEXT NOT NULL, bunch TEXT NOT NULL,
    state TEXT NOT NULL, text TEXT NOT NULL, expires TEXT, before TEXT NOT NULL
);
CREATE INDEX actions_by_finding ON actions (finding, seq);
CREATE INDEX actions_by_who ON actions (who, seq);
CREATE INDEX actions_by_bunch ON actions (bunch);
CREATE INDEX findings_by_id ON findings (id);
CREATE TABLE assignments (finding TEXT PRIMARY KEY, who TEXT NOT NULL);
CREATE TABLE filters (
    who TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
    PRIMARY KEY (who, name)
);
CREATE TABLE dispatches (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, root TEXT NOT NULL, submission TEXT NOT NULL,
    kind TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER, reference TEXT NOT NULL, title TEXT NOT NULL,
    findings TEXT NOT NULL, serious INTEGER NOT NULL, matters INTEGER NOT NULL, money TEXT NOT NULL,
    issued TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL, answered TEXT NOT NULL, closed TEXT NOT NULL,
    text TEXT NOT NULL, who TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, data {blob} NOT NULL
);
CREATE INDEX dispatches_by_submission ON dispatches (root, submission);
{append_only}
"""

MIGRATIONS: Final = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH)
"""Each a script of statements that end with a semicolon at the end of a line; what stands in braces is said differently
by the two kinds of database (``SAID``).
"""

_OLD: Final = "key, label, raw, value, unit, 'filled', NULL, form, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1"
SAID: Final = {
    "file": {
        "blob": "BLOB",
        "serial": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "rowless": " WITHOUT ROWID",
        "pairs": "",
        "pair_index": (
            "CREATE VIRTUAL TABLE search_index USING fts5(pairs, content='', detail=none, columnsize=0, "
            "tokenize='unicode61 remove_diacritics 0')"
        ),
        "old_figures": f"CAST(json_group_array(json_array({_OLD})) AS BLOB)",
        "append_only": """
CREATE TRIGGER actions_stay BEFORE UPDATE ON actions BEGIN SELECT RAISE(ABORT, 'actions are append-only'); END;
CREATE TRIGGER actions_last BEFORE DELETE ON actions BEGIN SELECT RAISE(ABORT, 'actions are append-only'); END;
""",
    },
    "server": {
        "blob": "BYTEA",
        "serial": "BIGSERIAL PRIMARY KEY",
        "rowless": "",
        "pairs": ", pairs INTEGER[] NOT NULL",
        "pair_index": "CREATE INDEX searched_pairs ON searched USING gin (pairs)",
        "old_figures": f"convert_to(json_agg(json_build_array({_OLD}))::text, 'UTF8')",
        "append_only": """
CREATE FUNCTION actions_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'actions are append-only'; END $$;
CREATE TRIGGER actions_stay BEFORE UPDATE OR DELETE ON actions FOR EACH ROW EXECUTE FUNCTION actions_refuse();
CREATE TRIGGER actions_last BEFORE TRUNCATE ON actions FOR EACH STATEMENT EXECUTE FUNCTION actions_refuse();
""",
    },
}
