import type { Request, Response } from "express";
import { requireType } from "../http/answer.ts";
import type { BodyReader } from "../http/body.ts";
import type { CourierId } from "../store/pickup.ts";
import type { CourierAuth } from "./auth.ts";

/** The courier and the body of a request, of this type and at most `limit` bytes. */
export type BodyOfCourier = (
  request: Request,
  response: Response,
  type: string,
  limit: number,
) => Promise<readonly [CourierId, Uint8Array]>;

/**
 * The courier is asked for again behind the body: it may have been long in coming, and the courier revoked meanwhile.
 * @returns what throws ProblemError content-type, session-over; what reading a body throws
 */
export function bodiesOfCouriers(auth: CourierAuth, bodies: BodyReader): BodyOfCourier {
  return async (request, response, type, limit) => {
    requireType(request, type);
    await auth.require(request.headers.authorization);
    const body = await bodies.whole(request, response, limit);
    return [await auth.require(request.headers.authorization), body];
  };
}
