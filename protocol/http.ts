/** The media types of the HTTP interface (SPEC.md). */
export const OCTETS = "application/octet-stream";
export const JSON_TYPE = "application/json";
export const PROBLEM_TYPE = "application/problem+json";

/** Envelopes in one page of a day, and receipts in one request, at most. */
export const MOST_OF_A_PAGE = 1000;
export const MOST_RECEIPTS = 1000;

/** Statuses of the HTTP layer's own problems, by their codes (RFC 9457; SPEC.md, "Errors"). */
export const HTTP_STATUS = {
  "bad-request": 400,
  interrupted: 400,
  "courier-refused": 401,
  "session-over": 401,
  "courier-not-delivering": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  timeout: 408,
  "mailbag-too-soon": 409,
  "too-large": 413,
  "content-type": 415,
  "expectation-failed": 417,
  misdirected: 421,
  "too-many-requests": 429,
  "headers-too-large": 431,
  internal: 500,
  "no-roster": 503,
  "clock-doubted": 503,
  busy: 503,
} as const;

/** Statuses of what the store refuses. */
export const STORE_STATUS = {
  "upload-unknown": 404,
  "part-first": 409,
  "part-conflict": 409,
  "parts-missing": 409,
  "digest-mismatch": 422,
  "too-many-requests": 429,
  "spool-busy": 503,
  "spool-full": 507,
  "spool-damaged": 500,
  "spool-in-use": 500,
} as const;

/** The status of whatever a sealed file itself is refused for, whose code is the sealed file's. */
export const SEALED_FILE_STATUS = 422;

export type HttpProblemCode = keyof typeof HTTP_STATUS;
export type StoreProblemCode = keyof typeof STORE_STATUS;
