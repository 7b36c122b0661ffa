import type { JSON_TYPE, OCTETS } from "../../../protocol/http.ts";

/** One request to the server. */
export interface UploadRequest {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly type: typeof OCTETS | typeof JSON_TYPE;
  readonly body: Uint8Array<ArrayBuffer> | string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request once. Rejects if no whole answer came, or if the signal says to stop. */
export type Transport = (request: UploadRequest, signal: AbortSignal) => Promise<Answer>;

/** Of every request: it goes to the server itself, tells nothing of others, and is kept nowhere. */
export const ALONE = { credentials: "omit", cache: "no-store", redirect: "error" } as const;

/** How long one request may take, in milliseconds: a part of 1 MiB on a circuit of 6 KB/s. */
const PATIENCE = 180_000;

export const fetchTransport: Transport = async ({ method, path, type, body }, signal) => {
  const response = await fetch(path, {
    method,
    body,
    headers: { "content-type": type },
    ...ALONE,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  return { status: response.status, body: await response.text() };
};
