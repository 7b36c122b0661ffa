import type { Express, RequestHandler } from "express";
import { BodyReader } from "./body.ts";
import type { Config } from "./config.ts";
import { buildApp } from "./http-app.ts";
import { Intake } from "./intake.ts";
import { RequestLimit, TipQuota } from "./limits.ts";
import type { PublicDocuments } from "./public-documents.ts";
import { documentAddresses } from "./routes/documents.ts";
import { envelopeAddresses } from "./routes/envelopes.ts";
import { noScriptAddresses } from "./routes/no-script.ts";
import { uploadAddresses } from "./routes/uploads.ts";
import type { Spool } from "./store/spool.ts";

/** Everything behind one listener for sources. */
export function createApp(
  documents: PublicDocuments,
  spool: Spool,
  { maxEnvelope, circuitTips }: Pick<Config, "maxEnvelope" | "circuitTips">,
): Express {
  const bodies = new BodyReader();
  const intake = new Intake(bodies, spool, new TipQuota(circuitTips), maxEnvelope);
  const requests = new RequestLimit();
  const limit: RequestHandler = async (request, _response, next) => {
    await requests.count(request);
    next();
  };
  const addresses = [
    ...documentAddresses(documents),
    ...envelopeAddresses(intake),
    ...noScriptAddresses(documents, intake),
    ...uploadAddresses(intake, bodies, spool, maxEnvelope),
  ];
  return buildApp(documents.anchor.demo, addresses, [limit]);
}
