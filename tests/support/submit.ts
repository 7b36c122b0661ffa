import { randomBytes } from "node:crypto";
import { digestOf, partsOf } from "./envelopes.ts";

/** What a server answered: status, and the body as text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export function newUploadId(): string {
  return randomBytes(16).toString("hex");
}

export function post(url: string, bytes: Uint8Array, type = "application/octet-stream"): Promise<Answer> {
  return send("POST", `${url}/v1/envelopes`, bytes, type);
}

export function putPart(url: string, upload: string, number: number, bytes: Uint8Array): Promise<Answer> {
  return send("PUT", `${url}/v1/uploads/${upload}/parts/${number}`, bytes, "application/octet-stream");
}

export function commit(url: string, upload: string, parts: number, digest: string): Promise<Answer> {
  const body = Buffer.from(JSON.stringify({ parts, digest }));
  return send("POST", `${url}/v1/uploads/${upload}/commit`, body, "application/json");
}

/** The whole way of an upload in parts; returns the answer to the commit. */
export async function upload(url: string, envelope: Uint8Array, id = newUploadId()): Promise<Answer> {
  const parts = partsOf(envelope);
  for (const [number, part] of parts.entries()) {
    const answer = await putPart(url, id, number, part);
    if (answer.status !== 204) return answer;
  }
  return await commit(url, id, parts.length, digestOf(envelope));
}

/** The code of a problem document; undefined if the answer is none. */
export function codeOf(answer: Answer): unknown {
  if (answer.body === "") return undefined;
  const document: unknown = JSON.parse(answer.body);
  return typeof document === "object" && document !== null && "code" in document ? document.code : undefined;
}

export async function send(method: string, url: string, bytes: Uint8Array, type: string): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": type },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: await response.text() };
}
