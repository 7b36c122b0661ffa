import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { isLoopback } from "../config.ts";
import { type Address, answerAt } from "./addresses.ts";
import { hideAddresses } from "./limits.ts";
import { ProblemError, problemFrom, sendProblem } from "./problem.ts";

/**
 * What every listener's app has in common.
 * @param loopbackOnly for a demo, which answers to its own machine's names only
 * @param before what holds wherever a request goes
 */
export function buildApp(
  loopbackOnly: boolean,
  addresses: readonly Address[],
  before: readonly RequestHandler[] = [],
): Express {
  const app = express();
  hideAddresses(app);
  for (const setting of ["x-powered-by", "etag", "query parser"]) app.disable(setting);
  app.use(requireHost(loopbackOnly), ...before, answerAt(addresses));
  app.use(answerWithProblem);
  return app;
}

/** One host. A demo answers to its own machine's names only: else another site's name, pointed here, could use it. */
function requireHost(loopbackOnly: boolean): RequestHandler {
  return (request, _response, next) => {
    const [host, ...others] = request.headersDistinct.host ?? [];
    if (host === undefined || others.length > 0) throw new ProblemError("bad-request");
    if (loopbackOnly && !isLoopback(host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1"))) {
      throw new ProblemError("misdirected");
    }
    next();
  };
}

/** Express tells an error handler by its four parameters. */
const answerWithProblem: ErrorRequestHandler = (error, request, response, _next) => {
  sendProblem(request, response, problemFrom(error));
};
