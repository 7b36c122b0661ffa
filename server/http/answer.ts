import type { IncomingMessage, ServerResponse } from "node:http";
import { ProblemError } from "./problem.ts";

/** Sends a whole body; Express's own ways of sending would add headers. */
export function answer(response: ServerResponse, status: number, type: string, body: Uint8Array): void {
  response.statusCode = status;
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}

/** For bodies: exactly this media type, with any parameters. @throws ProblemError content-type */
export function requireType(request: IncomingMessage, type: string): void {
  const [given = ""] = (request.headers["content-type"] ?? "").split(";");
  if (given.trim().toLowerCase() !== type) throw new ProblemError("content-type");
}
