import type { Express } from "express";
import { BodyReader } from "./body.ts";
import { buildApp } from "./http-app.ts";
import { Intake } from "./intake.ts";
import { limitByCircuit } from "./limits.ts";
import type { PublicDocuments } from "./public-documents.ts";
import { routeDocuments } from "./routes/documents.ts";
import { routeEnvelopes } from "./routes/envelopes.ts";
import { routePlain } from "./routes/plain.ts";
import { routeUploads } from "./routes/uploads.ts";
import { tallyTaken } from "./status/tally.ts";
import type { Spool } from "./store/spool.ts";

/** Everything behind one listener for sources. */
export function createApp(documents: PublicDocuments, spool: Spool, maxEnvelope: number): Express {
  return buildApp(documents.anchor.demo, (app) => {
    const bodies = new BodyReader();
    const intake = new Intake(bodies, spool, maxEnvelope);
    app.use(tallyTaken);
    app.use(limitByCircuit());
    routeDocuments(app, documents);
    routeEnvelopes(app, intake);
    routePlain(app, documents, intake);
    routeUploads(app, intake, bodies, spool, maxEnvelope);
  });
}
