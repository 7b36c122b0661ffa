import type { Express } from "express";
import { BodyReader } from "./body.ts";
import type { Config } from "./config.ts";
import { buildApp } from "./http-app.ts";
import { Intake } from "./intake.ts";
import { limitByCircuit, limitTips } from "./limits.ts";
import type { PublicDocuments } from "./public-documents.ts";
import { routeDocuments } from "./routes/documents.ts";
import { routeEnvelopes } from "./routes/envelopes.ts";
import { routePlain } from "./routes/plain.ts";
import { routeUploads } from "./routes/uploads.ts";
import { tallyTaken } from "./status/tally.ts";
import type { Spool } from "./store/spool.ts";

/** Everything behind one listener for sources. */
export function createApp(
  documents: PublicDocuments,
  spool: Spool,
  { maxEnvelope, circuitTips }: Pick<Config, "maxEnvelope" | "circuitTips">,
): Express {
  return buildApp(documents.anchor.demo, (app) => {
    const bodies = new BodyReader();
    const intake = new Intake(bodies, spool, maxEnvelope);
    app.use(tallyTaken);
    app.use(limitByCircuit());
    routeDocuments(app, documents);
    const tips = limitTips(circuitTips);
    routeEnvelopes(app, intake, tips);
    routePlain(app, documents, intake, tips);
    routeUploads(app, intake, bodies, spool, { maxEnvelope, tips });
  });
}
