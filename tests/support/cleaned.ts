import { cleanImage } from "../../client/pictures/clean.ts";
import { type Plan, piecesOf } from "../../client/pictures/iso/plan.ts";

/** A clean copy in memory. */
export function applied(bytes: Uint8Array, plan: Plan): Uint8Array<ArrayBuffer> {
  const clean = new Uint8Array(plan.length);
  let at = 0;
  for (const piece of piecesOf(plan)) {
    if (typeof piece === "number") {
      at += piece;
      continue;
    }
    const put = piece instanceof Uint8Array ? piece : bytes.subarray(...piece);
    clean.set(put, at);
    at += put.length;
  }
  return clean;
}

/** What a picture would reveal if it were sent as it is, and how it is turned. @throws as `cleanImage` */
export function inspectImage(bytes: Uint8Array) {
  const { kind, removed: findings, orientation } = cleanImage(bytes);
  return { kind, findings, orientation };
}
