/** Bytes of an envelope's key: random, so that it tells of nothing. */
export const KEY_LENGTH = 16;

/** Rowids that one block of parts has; an envelope of the greatest size that can be set has 1,024. */
export const BLOCK = 4_096;

/** Blocks that there are: their rowids are whole numbers that JavaScript can count (below 2^53). */
export const MOST_BLOCKS = 2 ** 40;

/** Bytes of a page, in files that are made anew: with half of it writing takes longer, twice as much leaves more unused. */
export const PAGE_SIZE = 8_192;

/**
 * The form of the spool's databases, which each says in its header (SQLite's `user_version`). It changes when an older
 * server would misread them, or couldn't go on writing them. One that says 0 was written before forms were said: it has
 * form 1, or an older one. Form 1 lacks the parts' padding.
 */
export const FORM = 2;
export const OLDEST_FORM = 1;
export const SAYS_FORM = `PRAGMA user_version = ${FORM};`;

const ENVELOPE = `
    key BLOB PRIMARY KEY CHECK (length(key) = ${KEY_LENGTH}),
    size INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    parts INTEGER NOT NULL CHECK (parts BETWEEN 1 AND ${BLOCK}),
    block INTEGER NOT NULL CHECK (block BETWEEN 0 AND ${MOST_BLOCKS - 1})
`;

/**
 * An envelope is there once its row is; parts whose block no row names are what a crash left. Part n of an envelope has
 * the rowid block × BLOCK + n. Blocks of a day that is open are random, those of a closed day follow the keys: rowids
 * that SQLite chooses would count arrivals.
 *
 * What SQLite rearranges in a tree's own pages it may leave copies of, between rows, which outlast them. So of a part
 * only zeros lie there, `padding`; its bytes are in pages of their own, which are overwritten when it goes.
 */
export const ENVELOPES_SCHEMA = `
  CREATE TABLE IF NOT EXISTS envelopes (${ENVELOPE}  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    place INTEGER PRIMARY KEY,
    padding BLOB,
    bytes BLOB NOT NULL
  ) STRICT;
`;

/** Uploads that aren't envelopes yet: their parts lie where they will stay. Only a day that is open has these. */
export const UPLOADS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS uploads (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    header_length INTEGER NOT NULL,
    block INTEGER NOT NULL CHECK (block BETWEEN 0 AND ${MOST_BLOCKS - 1})
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS staged (
    upload BLOB NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND ${BLOCK - 1}),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    size INTEGER NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Envelopes that came again, until it has been seen whether the first can be read: of the shape of an envelope, so that
 * writing one is the same work. Only a day that is open has these.
 */
export const REPEATS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS repeats (${ENVELOPE}  ) STRICT, WITHOUT ROWID;
`;

/** Removes parts of which nothing in the file knows, from a closed day and from an open one. */
export const SWEEP_CLOSED = `DELETE FROM parts WHERE place / ${BLOCK} NOT IN (SELECT block FROM envelopes)`;
export const SWEEP_OPEN = `${SWEEP_CLOSED} AND place / ${BLOCK} NOT IN (SELECT block FROM uploads UNION SELECT block FROM repeats)`;

/** An envelope without its bytes. */
export interface EnvelopeRow {
  readonly key: Uint8Array;
  /** Bytes. */
  readonly size: number;
  readonly digest: Uint8Array;
  /** How many parts it is kept in. */
  readonly parts: number;
  /** Where they lie in the file. */
  readonly block: number;
}

/** The rowid of a part. */
export function placeOf(block: number, number: number): number {
  return block * BLOCK + number;
}

/** Adds a part: to be given its place, its padding's length and its bytes. */
export const ADD_PART = "INSERT INTO parts (place, padding, bytes) VALUES (?, zeroblob(?), ?)";

/** Of a row in a tree's own page, as long as it has others: at most so many bytes, and at least, and what each of those holds. */
const MOST_IN_TREE = PAGE_SIZE - 35;
const LEAST_IN_TREE = Math.floor(((PAGE_SIZE - 12) * 32) / 255) - 23;
const IN_OVERFLOW_PAGE = PAGE_SIZE - 4;

/**
 * Bytes of padding with which nothing of a part lies in the tree's own page, whatever the row's header takes: of a row
 * whose rest over whole overflow pages doesn't fit there SQLite keeps just the least ("Database File Format", 1.6).
 */
export function paddingOf(length: number): number {
  return LEAST_IN_TREE + Math.max(0, MOST_IN_TREE - LEAST_IN_TREE + 1 - (length % IN_OVERFLOW_PAGE));
}
