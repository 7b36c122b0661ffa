import { parseHybridRecipient, parseX25519Recipient } from "../../../crypto/age/recipient-keys.ts";
import { hybridRecipient, type Recipient, x25519Recipient } from "../../../crypto/age/recipients.ts";
import { orUsage, usage } from "../options.ts";

/** age recipients as people copy them: `age1pq1…` or `age1…`, all of one kind. @throws CliError usage */
export function recipientsFrom(texts: readonly string[]): Recipient[] {
  const recipients = texts.map((text) =>
    orUsage(`"${text}" is no age recipient (age1pq1… or age1…)`, () =>
      text.startsWith("age1pq1")
        ? hybridRecipient(parseHybridRecipient(text))
        : x25519Recipient(parseX25519Recipient(text)),
    ),
  );
  if (new Set(recipients.map(({ kind }) => kind)).size > 1) {
    throw usage("All recipients are of one kind: age1pq1… and age1… don't go together");
  }
  return recipients;
}
