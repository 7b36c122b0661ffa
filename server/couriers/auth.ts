import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { COURIER_SESSION_PAYLOAD_TYPE, parseCourierSession } from "../../crypto/documents/courier-session.ts";
import { parseSignedDocument, type SignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { understood } from "../http/body.ts";
import { ProblemError } from "../http/problem.ts";
import type { RosterStore } from "../rosters/roster-store.ts";
import type { CourierId, Pickup } from "../store/pickup.ts";
import { Challenges } from "./challenges.ts";
import { Sessions } from "./sessions.ts";

/** Lets couriers in, and nobody else: who is in force is looked up anew with every request. */
export class CourierAuth {
  readonly #anchor: Anchor;
  readonly #rosters: RosterStore;
  readonly #pickup: Pickup;
  readonly #names: () => readonly string[];
  readonly #challenges: Challenges;
  readonly #sessions: Sessions;

  /** @param names the addresses by which this server is dialled */
  constructor(anchor: Anchor, rosters: RosterStore, pickup: Pickup, names: () => readonly string[]) {
    this.#anchor = anchor;
    this.#rosters = rosters;
    this.#pickup = pickup;
    this.#names = names;
    const passed = () => performance.now();
    this.#challenges = new Challenges(anchor.instance, passed);
    this.#sessions = new Sessions(passed);
  }

  challenge(): Uint8Array {
    return this.#challenges.issue();
  }

  /**
   * A token for who signed one of our challenges (SPEC.md, "Couriers"). Whatever else is wrong has one answer, so
   * that nobody learns here who is a courier. @throws ProblemError bad-request (no signed document), courier-refused
   */
  async begin(body: Uint8Array): Promise<string> {
    const document = understood(() => parseSignedDocument(body));
    const [courier, challenge] = (await this.#signerOf(document)) ?? [];
    if (!courier || !challenge || !this.#challenges.spend(challenge, courier))
      throw new ProblemError("courier-refused");
    return this.#sessions.open(courier);
  }

  /** Whose request it is. @throws ProblemError session-over */
  async require(authorization: string | undefined): Promise<CourierId> {
    const [, token = ""] = /^Bearer ([0-9a-f]{64})$/.exec(authorization ?? "") ?? [];
    const courier = this.#sessions.courierOf(token);
    if (courier === undefined) throw new ProblemError("session-over");
    const inForce = await couriersInForce(this.#rosters, this.#pickup);
    if (!inForce.includes(courier)) throw new ProblemError("session-over");
    return courier;
  }

  /** The courier and the challenge, if a courier in force signed, alone, a challenge that holds. */
  async #signerOf(document: SignedDocument): Promise<[CourierId, Uint8Array] | undefined> {
    const inForce = await couriersInForce(this.#rosters, this.#pickup);
    const [signer, ...others] = document.signatures.map((signature) => signature.signer);
    if (!signer || others.length > 0) return undefined;
    const courier = encodeVerifyingKey(signer) as CourierId;
    try {
      const session = parseCourierSession(document.payload);
      // Whoever relays a session was dialled by another name. What Host says, the relay chooses.
      const dialled = this.#names().includes(session.address);
      const ours = dialled && equalBytes(session.instance, this.#anchor.instance);
      if (!ours || !inForce.includes(courier) || !this.#challenges.holds(session.challenge)) return undefined;
      verifyDocument(document, COURIER_SESSION_PAYLOAD_TYPE, [signer], 1, nodeSignatures);
      return [courier, session.challenge];
    } catch (error) {
      if (error instanceof CryptoError) return undefined;
      throw error;
    }
  }
}

/** Who is in force now; the spool is told in passing. */
export async function couriersInForce(rosters: RosterStore, pickup: Pickup): Promise<CourierId[]> {
  const couriers = rosters.look().couriers.map(({ key }) => encodeVerifyingKey(key) as CourierId);
  await pickup.serve(couriers);
  return couriers;
}
