import { instanceId } from "./anchor.ts";
import { encoderOf, type Of, parserOf, typed } from "./canonical.ts";
import { hex, matching } from "./fields.ts";

/** Bytes of a server's challenge. */
export const CHALLENGE_LENGTH = 56;

const COURIER_SESSION = /* @__PURE__ */ typed("nightjar-courier-session/v2", () => ({
  instance: instanceId,
  /** Where the courier dialled: `unix:PATH`, or a host, with `:PORT` unless that is 80. */
  address: matching(/^[^\p{Cc}]{1,255}$/u),
  /** The server's challenge, 56 bytes, opaque to the courier. */
  challenge: hex(CHALLENGE_LENGTH),
}));

/** What a courier signs to begin a session (SPEC.md, "Couriers"). */
export interface CourierSession extends Of<typeof COURIER_SESSION> {}

export const COURIER_SESSION_PAYLOAD_TYPE = "application/vnd.nightjar.courier-session.v2+json";

export const encodeCourierSession = /* @__PURE__ */ encoderOf<CourierSession>(COURIER_SESSION);

/** Canonical JSON bytes. @throws CryptoError document-malformed */
export const parseCourierSession = /* @__PURE__ */ parserOf<CourierSession>(COURIER_SESSION);
