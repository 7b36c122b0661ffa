import { utf8 } from "../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { signedDocument } from "../../crypto/documents/dsse.ts";
import { encodeBase64, encodeHex } from "../../crypto/encoding.ts";
import {
  CHALLENGE_PATH,
  DAYS_PATH,
  DOCUMENTS_PATH,
  ENVELOPE_PATH,
  EXPIRED_PATH,
  parseDayPath,
  RECEIPTS_PATH,
  SESSION_PATH,
} from "../../protocol/addresses.ts";
import { JSON_TYPE, MOST_OF_A_PAGE } from "../../protocol/http.ts";
import { type Address, address, at, exactly } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import type { BodyReader } from "../http/body.ts";
import { RequestLimit } from "../http/limits.ts";
import { ProblemError } from "../http/problem.ts";
import type { PublicDocuments } from "../pages/public-documents.ts";
import type { CourierId, Pickup } from "../store/pickup.ts";
import type { CourierAuth } from "./auth.ts";
import type { BodyOfCourier } from "./body-of-courier.ts";
import { MAX_ASKED_LENGTH, MAX_RECEIPTS_LENGTH, parseAsked, parseReceipts } from "./requests.ts";
import { sendEnvelope } from "./send-envelope.ts";
import { SESSION_SECONDS } from "./sessions.ts";

/** How a courier begins. */
export function sessionAddresses(auth: CourierAuth, bodies: BodyReader): Address[] {
  const limit = new RequestLimit();
  return [
    at("GET", CHALLENGE_PATH, async (request, response) => {
      await limit.count(request);
      answer(response, 200, JSON_TYPE, json({ challenge: encodeHex(auth.challenge()) }));
    }),
    at("POST", SESSION_PATH, async (request, response) => {
      await limit.count(request);
      requireType(request, JSON_TYPE);
      const token = await auth.begin(await bodies.whole(request, response, LEAF_LENGTH));
      answer(response, 201, JSON_TYPE, json({ token, seconds: SESSION_SECONDS }));
    }),
  ];
}

/** All rosters and annexes that a courier carries along for those without a network. */
export function courierDocumentAddresses(auth: CourierAuth, documents: PublicDocuments): Address[] {
  return [
    at("GET", DOCUMENTS_PATH, async (request, response) => {
      await auth.require(request.headers.authorization);
      const { rosters, annexes } = documents.rosters.look();
      // The files are canonical JSON already, and go in as they are.
      const list = (files: readonly { bytes: Uint8Array }[]) =>
        files.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join();
      const anchor = encodeBase64(documents.anchorBytes);
      const moves = JSON.stringify(documents.moves.map((move) => signedDocument.write(move)));
      const led = documents.moves.length > 0 ? `,"moves":${moves}` : "";
      const text = `{"anchor":"${anchor}","rosters":[${list(rosters)}],"annexes":[${list(annexes)}]${led}}`;
      answer(response, 200, JSON_TYPE, utf8(text));
    }),
  ];
}

/** What waits for a courier, and the receipts for it. */
export function pickupAddresses(auth: CourierAuth, bodyOf: BodyOfCourier, pickup: Pickup): Address[] {
  const list = <Place>(
    parse: (target: string) => Place | undefined,
    read: (courier: CourierId, place: Place) => Promise<unknown>,
  ) =>
    address(parse, {
      GET: async (request, response, place) => {
        const courier = await auth.require(request.headers.authorization);
        answer(response, 200, JSON_TYPE, json(await read(courier, place)));
      },
    });
  return [
    list(exactly(DAYS_PATH), async (courier) => ({ days: await pickup.days(courier) })),
    list(exactly(EXPIRED_PATH), async () => ({ expired: await pickup.expired() })),
    list(parseDayPath, async (courier, { day, again, after }) => {
      const { envelopes, more } = again
        ? await pickup.again(day, after, MOST_OF_A_PAGE)
        : await pickup.page(courier, day, after, MOST_OF_A_PAGE);
      return { envelopes: envelopes.map(({ id, size, digest }) => ({ id, size, digest })), more };
    }),
    at("POST", ENVELOPE_PATH, async (request, response) => {
      const [, body] = await bodyOf(request, response, JSON_TYPE, MAX_ASKED_LENGTH);
      const { id, from } = parseAsked(body);
      const envelope = await pickup.find(id);
      if (!envelope) throw new ProblemError("not-found");
      if (from >= envelope.size) throw new ProblemError("bad-request");
      await sendEnvelope(response, pickup, envelope, from);
    }),
    at("POST", RECEIPTS_PATH, async (request, response) => {
      const [courier, body] = await bodyOf(request, response, JSON_TYPE, MAX_RECEIPTS_LENGTH);
      await pickup.acknowledge(courier, parseReceipts(body));
      response.statusCode = 204;
      response.end();
    }),
  ];
}

function json(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}
