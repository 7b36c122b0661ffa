import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { OCTETS } from "../../protocol/http.ts";
import { COURIER_LETTERS_PATH, MAILBAG_LENGTH } from "../../protocol/letters.ts";
import { type Address, address, exactly } from "../http/addresses.ts";
import { answer } from "../http/answer.ts";
import { ProblemError } from "../http/problem.ts";
import type { LetterPool } from "../letters/letter-pool.ts";
import type { RosterStore } from "../rosters/roster-store.ts";
import type { CourierAuth } from "./auth.ts";
import type { BodyOfCourier } from "./body-of-courier.ts";

/** Where a courier delivers a mailbag, and fetches the pool to carry it back. */
export function mailbagAddresses(
  auth: CourierAuth,
  bodyOf: BodyOfCourier,
  letters: LetterPool,
  rosters: RosterStore,
): Address[] {
  return [
    address(exactly(COURIER_LETTERS_PATH), {
      GET: async (request, response) => {
        await auth.require(request.headers.authorization);
        answer(response, 200, OCTETS, letters.bytes);
      },
      POST: async (request, response) => {
        const [courier, body] = await bodyOf(request, response, OCTETS, MAILBAG_LENGTH);
        const { couriers } = rosters.look();
        const deliverer = couriers.find(({ key }) => encodeVerifyingKey(key) === courier);
        if (!deliverer) throw new ProblemError("session-over");
        const inForce = couriers.map(({ number }) => number);
        const isNew = await letters.deliver(body, deliverer.number, inForce);
        response.statusCode = isNew ? 204 : 200;
        response.end();
      },
    }),
  ];
}
