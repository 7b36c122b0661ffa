import type { Express } from "express";
import type { PublicDocuments } from "../public-documents.ts";
import { allowOnly, answer } from "./answer.ts";

/** The page, the anchor and the roster: the same for everybody. */
export function routeDocuments(app: Express, documents: PublicDocuments): void {
  const notAllowed = allowOnly("GET", "HEAD");
  app
    .route("/")
    .get((_request, response) => answer(response, 200, "text/html; charset=utf-8", documents.page))
    .all(notAllowed);
  app
    .route("/v1/anchor")
    .get((_request, response) => answer(response, 200, "application/json", documents.anchorBytes))
    .all(notAllowed);
  app
    .route("/v1/roster")
    .get(async (_request, response) => answer(response, 200, "application/json", await documents.roster()))
    .all(notAllowed);
}
