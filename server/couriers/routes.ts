import { utf8 } from "../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { signedDocumentToJson } from "../../crypto/documents/dsse.ts";
import { encodeBase64, encodeHex } from "../../crypto/encoding.ts";
import { type Address, address, exactly } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import type { BodyReader } from "../http/body.ts";
import { RequestLimit } from "../http/limits.ts";
import { Refusal } from "../http/problem.ts";
import type { PublicDocuments } from "../pages/public-documents.ts";
import type { Pickup, StoredEnvelope } from "../store/pickup.ts";
import type { CourierAuth } from "./auth.ts";
import {
  MAX_RECEIPTS_LENGTH,
  parseDayTarget,
  parseEnvelopeTarget,
  parseRangeStart,
  parseReceipts,
  parseWholeDayTarget,
} from "./requests.ts";
import { sendEnvelope } from "./send-envelope.ts";
import { SESSION_SECONDS } from "./sessions.ts";

/** Envelopes in one page of a listing, at most. */
const PAGE = 1000;

const JSON_TYPE = "application/json";

/** How a courier begins. */
export function sessionAddresses(auth: CourierAuth, bodies: BodyReader): Address[] {
  const limit = new RequestLimit();
  return [
    address(exactly("/v1/courier/challenge"), {
      GET: async (_path, request, response) => {
        await limit.count(request);
        answer(response, 200, JSON_TYPE, json({ challenge: encodeHex(auth.challenge()) }));
      },
    }),
    address(exactly("/v1/courier/session"), {
      POST: async (_path, request, response) => {
        await limit.count(request);
        requireType(request, JSON_TYPE);
        const token = await auth.begin(await bodies.whole(request, response, LEAF_LENGTH));
        answer(response, 201, JSON_TYPE, json({ token, seconds: SESSION_SECONDS }));
      },
    }),
  ];
}

/** All rosters and annexes that a courier carries along for those without a network. */
export function courierDocumentAddresses(auth: CourierAuth, documents: PublicDocuments): Address[] {
  return [
    address(exactly("/v1/courier/documents"), {
      GET: async (_path, request, response) => {
        await auth.require(request.headers.authorization);
        const { rosters, annexes } = documents.rosters.look();
        // The files are canonical JSON already, and go in as they are.
        const list = (files: readonly { bytes: Uint8Array }[]) =>
          files.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join();
        const anchor = encodeBase64(documents.anchorBytes);
        const moves = JSON.stringify(documents.moves.map(signedDocumentToJson));
        const led = documents.moves.length > 0 ? `,"moves":${moves}` : "";
        const text = `{"anchor":"${anchor}","rosters":[${list(rosters)}],"annexes":[${list(annexes)}]${led}}`;
        answer(response, 200, JSON_TYPE, utf8(text));
      },
    }),
  ];
}

/** What waits for a courier, and the receipts for it. */
export function pickupAddresses(auth: CourierAuth, bodies: BodyReader, pickup: Pickup): Address[] {
  return [
    address(exactly("/v1/courier/days"), {
      GET: async (_path, request, response) => {
        const courier = await auth.require(request.headers.authorization);
        answer(response, 200, JSON_TYPE, json({ days: await pickup.days(courier) }));
      },
    }),
    address(exactly("/v1/courier/expired"), {
      GET: async (_path, request, response) => {
        await auth.require(request.headers.authorization);
        answer(response, 200, JSON_TYPE, json({ expired: await pickup.expired() }));
      },
    }),
    address(parseDayTarget, {
      GET: async ({ day, after }, request, response) => {
        const courier = await auth.require(request.headers.authorization);
        const { envelopes, more } = await pickup.page(courier, day, after, PAGE);
        answer(response, 200, JSON_TYPE, json({ envelopes: envelopes.map(listed), more }));
      },
    }),
    address(parseWholeDayTarget, {
      GET: async ({ day, after }, request, response) => {
        await auth.require(request.headers.authorization);
        const { envelopes, more } = await pickup.again(day, after, PAGE);
        answer(response, 200, JSON_TYPE, json({ envelopes: envelopes.map(listed), more }));
      },
    }),
    address(parseEnvelopeTarget, {
      GET: async (id, request, response) => {
        await auth.require(request.headers.authorization);
        const envelope = await pickup.find(id);
        if (!envelope) throw new Refusal("not-found");
        const start = parseRangeStart(request.headers.range, envelope.size);
        await sendEnvelope(response, pickup, envelope, start);
      },
    }),
    address(exactly("/v1/courier/receipts"), {
      POST: async (_path, request, response) => {
        requireType(request, JSON_TYPE);
        const courier = await auth.require(request.headers.authorization);
        const ids = parseReceipts(await bodies.whole(request, response, MAX_RECEIPTS_LENGTH));
        // The body may have been long in coming, and the courier revoked meanwhile.
        await auth.require(request.headers.authorization);
        await pickup.acknowledge(courier, ids);
        response.statusCode = 204;
        response.end();
      },
    }),
  ];
}

function listed({ id, size, digest }: StoredEnvelope) {
  return { id, size, digest };
}

function json(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}
