import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { BodyReader } from "./body.ts";
import { isLoopback } from "./config.ts";
import { Intake } from "./intake.ts";
import { hideAddresses, limitByConnection } from "./limits.ts";
import { problemFrom, Refusal, sendProblem } from "./problem.ts";
import type { PublicDocuments } from "./public-documents.ts";
import { routeDocuments } from "./routes/documents.ts";
import { routeEnvelopes } from "./routes/envelopes.ts";
import { routePlain } from "./routes/plain.ts";
import { routeUploads } from "./routes/uploads.ts";
import type { Spool } from "./store/spool.ts";

/** Everything behind one listener for sources. */
export function createApp(documents: PublicDocuments, spool: Spool, maxEnvelope: number): Express {
  const app = express();
  hideAddresses(app);
  for (const setting of ["x-powered-by", "etag", "query parser"]) app.disable(setting);
  for (const setting of ["case sensitive routing", "strict routing"]) app.enable(setting);
  app.use(requireHost(documents.anchor.demo), limitByConnection());

  const bodies = new BodyReader();
  const intake = new Intake(bodies, spool, maxEnvelope);
  routeDocuments(app, documents);
  routeEnvelopes(app, intake);
  routePlain(app, documents, intake);
  routeUploads(app, intake, bodies, spool, maxEnvelope);

  app.use(() => {
    throw new Refusal("not-found");
  });
  app.use(answerWithProblem);
  return app;
}

/** A demo answers to its own machine's names only: else another site's name, pointed here, could use it. */
function requireHost(loopbackOnly: boolean): RequestHandler {
  return (request, _response, next) => {
    const host = request.headers.host;
    if (host === undefined) throw new Refusal("bad-request");
    if (loopbackOnly && !isLoopback(host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1"))) {
      throw new Refusal("misdirected");
    }
    next();
  };
}

/** Express tells an error handler by its four parameters. */
const answerWithProblem: ErrorRequestHandler = (error, request, response, _next) => {
  sendProblem(request, response, problemFrom(error));
};
