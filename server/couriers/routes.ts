import type { Express } from "express";
import { utf8 } from "../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { signedDocumentToJson } from "../../crypto/documents/dsse.ts";
import { encodeBase64, encodeHex } from "../../crypto/encoding.ts";
import type { BodyReader } from "../body.ts";
import { limitByCircuit } from "../limits.ts";
import { Refusal } from "../problem.ts";
import type { PublicDocuments } from "../public-documents.ts";
import { allowOnly, answer, requireType } from "../routes/answer.ts";
import type { Pickup, StoredEnvelope } from "../store/pickup.ts";
import type { CourierDoor } from "./door.ts";
import {
  MAX_RECEIPTS_LENGTH,
  parseAfter,
  parseDayOrMiss,
  parseIdOrMiss,
  parseRangeStart,
  parseReceipts,
} from "./requests.ts";
import { sendEnvelope } from "./send-envelope.ts";
import { SESSION_SECONDS } from "./sessions.ts";

/** Envelopes in one page of a listing, at most. */
const PAGE = 1000;

const JSON_TYPE = "application/json";
const read = allowOnly("GET", "HEAD");

/** How a courier begins. */
export function routeSessions(app: Express, door: CourierDoor, bodies: BodyReader): void {
  const limit = limitByCircuit();
  app
    .route("/v1/courier/challenge")
    .get(limit, (_request, response) => {
      answer(response, 200, JSON_TYPE, json({ challenge: encodeHex(door.challenge()) }));
    })
    .all(read);
  app
    .route("/v1/courier/session")
    .post(limit, requireType(JSON_TYPE), async (request, response) => {
      const token = await door.begin(await bodies.whole(request, response, LEAF_LENGTH));
      answer(response, 201, JSON_TYPE, json({ token, seconds: SESSION_SECONDS }));
    })
    .all(allowOnly("POST"));
}

/** All rosters and annexes that a courier carries along for those without a network. */
export function routeCourierDocuments(app: Express, door: CourierDoor, documents: PublicDocuments): void {
  app
    .route("/v1/courier/documents")
    .get(async (request, response) => {
      await door.require(request.headers.authorization);
      const { rosters, annexes } = documents.shelf.look();
      // The files are canonical JSON already, and go in as they are.
      const list = (files: readonly { bytes: Uint8Array }[]) =>
        files.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join();
      const anchor = encodeBase64(documents.anchorBytes);
      const moves = JSON.stringify(documents.moves.map(signedDocumentToJson));
      const led = documents.moves.length > 0 ? `,"moves":${moves}` : "";
      const text = `{"anchor":"${anchor}","rosters":[${list(rosters)}],"annexes":[${list(annexes)}]${led}}`;
      answer(response, 200, JSON_TYPE, utf8(text));
    })
    .all(read);
}

/** What waits for a courier, and the receipts for it. */
export function routePickup(app: Express, door: CourierDoor, bodies: BodyReader, pickup: Pickup): void {
  app
    .route("/v1/courier/days")
    .get(async (request, response) => {
      const courier = await door.require(request.headers.authorization);
      answer(response, 200, JSON_TYPE, json({ days: await pickup.days(courier) }));
    })
    .all(read);
  app
    .route("/v1/courier/days/:day")
    .get(async (request, response) => {
      const courier = await door.require(request.headers.authorization);
      const day = parseDayOrMiss(request.params.day);
      const { envelopes, more } = await pickup.page(courier, day, parseAfter(request.url), PAGE);
      answer(response, 200, JSON_TYPE, json({ envelopes: envelopes.map(listed), more }));
    })
    .all(read);
  app
    .route("/v1/courier/envelopes/:id")
    .get(async (request, response) => {
      await door.require(request.headers.authorization);
      const envelope = await pickup.find(parseIdOrMiss(request.params.id));
      if (!envelope) throw new Refusal("not-found");
      const start = parseRangeStart(request.headers.range, envelope.size);
      await sendEnvelope(response, pickup, envelope, start);
    })
    .all(read);
  app
    .route("/v1/courier/receipts")
    .post(requireType(JSON_TYPE), async (request, response) => {
      const courier = await door.require(request.headers.authorization);
      const ids = parseReceipts(await bodies.whole(request, response, MAX_RECEIPTS_LENGTH));
      // The body may have been long in coming, and the courier revoked meanwhile.
      await door.require(request.headers.authorization);
      await pickup.acknowledge(courier, ids);
      response.statusCode = 204;
      response.end();
    })
    .all(allowOnly("POST"));
}

function listed({ id, size, digest }: StoredEnvelope) {
  return { id, size, digest };
}

function json(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}
