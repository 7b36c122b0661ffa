import { gzipSync } from "node:zlib";
import { ANCHOR_PATH, ROSTER_PATH } from "../../protocol/addresses.ts";
import { JSON_TYPE } from "../../protocol/http.ts";
import { type Address, at } from "../http/addresses.ts";
import { answer } from "../http/answer.ts";
import { ProblemError } from "../http/problem.ts";
import type { PublicDocuments } from "./public-documents.ts";

/**
 * The page, the anchor and the roster: the same for everybody. The page alone is compressed, once, when it is first
 * asked for: public bytes with nothing in them that is secret or that a request could choose, so that their compressed
 * length tells nothing (what attacks on compression live on). Gzip is all that Tor Browser asks an onion for.
 */
export function documentAddresses(documents: PublicDocuments): Address[] {
  let gzip: Uint8Array | undefined;
  const packedPage = () => {
    // Shorter blocks than by default, since scripts in three languages make one page: 1.5 % less.
    gzip ??= gzipSync(documents.page, { level: 9, memLevel: 5 });
    return gzip;
  };
  const json = (path: string, bytes: () => Uint8Array) =>
    at("GET", path, (_request, response) => answer(response, 200, JSON_TYPE, bytes()));
  return [
    at("GET", "/", (request, response) => {
      response.setHeader("Vary", "Accept-Encoding");
      const packed = request.acceptsEncodings("gzip") === "gzip";
      if (packed) response.setHeader("Content-Encoding", "gzip");
      answer(response, 200, "text/html; charset=utf-8", packed ? packedPage() : documents.page);
    }),
    json(ANCHOR_PATH, () => documents.anchorBytes),
    json(ROSTER_PATH, () => {
      const roster = documents.roster();
      if (!roster) throw new ProblemError("no-roster");
      return roster;
    }),
  ];
}
