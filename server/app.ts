import type { Express, RequestHandler } from "express";
import type { Config } from "./config.ts";
import { BodyReader } from "./http/body.ts";
import { buildApp } from "./http/http-app.ts";
import { RequestLimit, TipQuota } from "./http/limits.ts";
import { envelopeAddresses } from "./intake/envelopes.ts";
import { Intake } from "./intake/intake.ts";
import { uploadAddresses } from "./intake/uploads.ts";
import type { LetterPool } from "./letters/letter-pool.ts";
import { letterAddresses } from "./letters/look.ts";
import { noScriptAddresses } from "./no-script/routes.ts";
import { documentAddresses } from "./pages/documents.ts";
import type { PublicDocuments } from "./pages/public-documents.ts";
import type { Spool } from "./store/spool.ts";

/** Everything behind one listener for sources. */
export function createApp(
  documents: PublicDocuments,
  spool: Spool,
  letters: LetterPool,
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
    ...letterAddresses(letters),
    ...envelopeAddresses(intake),
    ...noScriptAddresses(documents, intake),
    ...uploadAddresses(intake, bodies, spool, maxEnvelope),
  ];
  return buildApp(documents.anchor.demo, addresses, [limit]);
}
