import type { Request, RequestHandler, Response } from "express";
import { Refusal } from "./problem.ts";

/** What is done at a place. */
export type Handler<Place> = (place: Place, request: Request, response: Response) => void | Promise<void>;

/** By method; where GET stands, HEAD is answered alike. */
type Handlers<Place> = Partial<Record<"GET" | "POST" | "PUT", Handler<Place>>>;

/** A place that a target names, and what can be done there. */
interface Found {
  readonly methods: readonly string[];
  handlerOf(method: string): ((request: Request, response: Response) => void | Promise<void>) | undefined;
}

/** What a request's target names; undefined if it isn't of this kind. */
export type Address = (target: string) => Found | undefined;

/**
 * @param parse the place, of a whole target in the one form in which it is written: nothing is decoded or normalised,
 * so that no two targets are one place. Undefined for any other target.
 */
export function address<Place>(
  parse: (target: string) => Place | undefined,
  handlers: Handlers<Place>,
): Address {
  const methods = Object.keys(handlers).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return (target) => {
    const place = parse(target);
    if (place === undefined) return undefined;
    const handlerOf = (method: string) => {
      const handle = methods.includes(method) ? handlers[keyOf(method)] : undefined;
      return handle && ((request: Request, response: Response) => handle(place, request, response));
    };
    return { methods, handlerOf };
  };
}

/** For an address that is written in one way. */
export function exactly(path: string): (target: string) => string | undefined {
  return (target) => (target === path ? path : undefined);
}

/**
 * The only place where a request's target and method are looked at: whatever decides about a request behind this
 * sees the place, as its handler does. @throws Refusal bad-request, not-found, method-not-allowed
 */
export function answerAt(addresses: readonly Address[]): RequestHandler {
  return async (request, response) => {
    const { url: target, method } = request;
    if (!target.startsWith("/")) throw new Refusal("bad-request");
    const found = foundAt(addresses, target);
    if (!found) throw new Refusal("not-found");
    const handle = found.handlerOf(method);
    if (!handle) {
      response.setHeader("Allow", found.methods.join(", "));
      throw new Refusal("method-not-allowed");
    }
    await handle(request, response);
  };
}

function foundAt(addresses: readonly Address[], target: string): Found | undefined {
  for (const find of addresses) {
    const found = find(target);
    if (found) return found;
  }
  return undefined;
}

function keyOf(method: string): keyof Handlers<never> {
  return (method === "HEAD" ? "GET" : method) as keyof Handlers<never>;
}
