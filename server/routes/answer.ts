import type { RequestHandler, Response } from "express";
import { Refusal } from "../problem.ts";

/** Sends a whole body; Express's own ways of sending would add headers. */
export function answer(response: Response, status: number, type: string, body: Uint8Array): void {
  response.statusCode = status;
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}

/** For the methods that an address doesn't take. */
export function allowOnly(...methods: readonly string[]): RequestHandler {
  return (_request, response) => {
    response.setHeader("Allow", methods.join(", "));
    throw new Refusal("method-not-allowed");
  };
}

/** For bodies: exactly this media type, with any parameters. */
export function requireType(type: string): RequestHandler {
  return (request, _response, next) => {
    const [given = ""] = (request.headers["content-type"] ?? "").split(";");
    if (given.trim().toLowerCase() !== type) throw new Refusal("content-type");
    next();
  };
}
