import { gzipSync } from "node:zlib";
import type { Express } from "express";
import { Refusal } from "../problem.ts";
import type { PublicDocuments } from "../public-documents.ts";
import { allowOnly, answer } from "./answer.ts";

/**
 * The page, the anchor and the roster: the same for everybody. The page alone is compressed, once: public bytes with
 * nothing in them that is secret or that a request could choose, so that their compressed length tells nothing (what
 * attacks on compression live on). Gzip is all that Tor Browser asks an onion for.
 */
export function routeDocuments(app: Express, documents: PublicDocuments): void {
  const notAllowed = allowOnly("GET", "HEAD");
  const gzip = gzipSync(documents.page, { level: 9 });
  app
    .route("/")
    .get((request, response) => {
      response.setHeader("Vary", "Accept-Encoding");
      const packed = request.acceptsEncodings("gzip") === "gzip";
      if (packed) response.setHeader("Content-Encoding", "gzip");
      answer(response, 200, "text/html; charset=utf-8", packed ? gzip : documents.page);
    })
    .all(notAllowed);
  app
    .route("/v1/anchor")
    .get((_request, response) => answer(response, 200, "application/json", documents.anchorBytes))
    .all(notAllowed);
  app
    .route("/v1/roster")
    .get((_request, response) => {
      const roster = documents.roster();
      if (!roster) throw new Refusal("no-roster");
      answer(response, 200, "application/json", roster);
    })
    .all(notAllowed);
}
