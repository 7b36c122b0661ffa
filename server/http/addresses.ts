import type { Request, RequestHandler, Response } from "express";
import { ProblemError } from "./problem.ts";

/** What is done at a place. */
export type Handler<Place> = (request: Request, response: Response, place: Place) => void | Promise<void>;

/** By method; where GET stands, HEAD is answered alike. */
type Handlers<Place> = Partial<Record<Method, Handler<Place>>>;
type Method = "GET" | "POST" | "PUT";

/** What can be done at the place that a request's target names, by method; undefined if it isn't of this kind. */
export type Address = (target: string) => ReadonlyMap<string, Answerer> | undefined;

type Answerer = (request: Request, response: Response) => void | Promise<void>;

/**
 * @param parse the place, of a whole target in the one form in which it is written: nothing is decoded or normalised,
 * so that no two targets are one place. Undefined for any other target.
 */
export function address<Place>(
  parse: (target: string) => Place | undefined,
  handlers: Handlers<Place>,
): Address {
  const named = Object.entries(handlers).flatMap(([method, handle]) =>
    (method === "GET" ? ["GET", "HEAD"] : [method]).map((name) => ({ name, handle })),
  );
  return (target) => {
    const place = parse(target);
    if (place === undefined) return undefined;
    return new Map(
      named.map(({ name, handle }) => [name, (request, response) => handle(request, response, place)]),
    );
  };
}

/** An address that is written in one way, and where one thing can be done. */
export function at(method: Method, path: string, handle: Handler<string>): Address {
  return address(exactly(path), { [method]: handle });
}

/** For an address that is written in one way. */
export function exactly(path: string): (target: string) => string | undefined {
  return (target) => (target === path ? path : undefined);
}

/**
 * The only place where a request's target and method are looked at: whatever decides about a request behind this
 * sees the place, as its handler does. @throws ProblemError bad-request, not-found, method-not-allowed
 */
export function answerAt(addresses: readonly Address[]): RequestHandler {
  return async (request, response) => {
    const { url: target, method } = request;
    if (!target.startsWith("/")) throw new ProblemError("bad-request");
    const handlers = addresses.map((find) => find(target)).find((found) => found !== undefined);
    if (!handlers) throw new ProblemError("not-found");
    const handle = handlers.get(method);
    if (!handle) {
      response.setHeader("Allow", [...handlers.keys()].join(", "));
      throw new ProblemError("method-not-allowed");
    }
    await handle(request, response);
  };
}
