import type { Express } from "express";
import { EncodedPage } from "../encoded-page.ts";
import type { PublicDocuments } from "../public-documents.ts";
import { allowOnly, answer } from "./answer.ts";

/** The page, the anchor and the roster: the same for everybody. */
export function routeDocuments(app: Express, documents: PublicDocuments): void {
  const notAllowed = allowOnly("GET", "HEAD");
  const page = new EncodedPage(documents.page);
  app
    .route("/")
    .get((request, response) => {
      const { bytes, coding } = page.for(request.headers["accept-encoding"]);
      response.setHeader("Vary", "Accept-Encoding");
      if (coding !== undefined) response.setHeader("Content-Encoding", coding);
      answer(response, 200, "text/html; charset=utf-8", bytes);
    })
    .all(notAllowed);
  app
    .route("/v1/anchor")
    .get((_request, response) => answer(response, 200, "application/json", documents.anchorBytes))
    .all(notAllowed);
  app
    .route("/v1/roster")
    .get((_request, response) => answer(response, 200, "application/json", documents.roster()))
    .all(notAllowed);
}
