import { envelopeName } from "../../../bundle/names.ts";
import type { BundledEnvelope } from "../../../bundle/read-bundle.ts";
import { codeOf } from "../../../opening/error-codes.ts";
import { type Keys, MOST_SMALL, openTip } from "../../../opening/open-tip.ts";
import type { Finds } from "../finds.ts";
import { type Openers, type Outcome, outcomeOf } from "./open-small.ts";

/**
 * Opens a bundle's envelopes and tells what is in them: in their order, each as soon as it and all before it are
 * done. @throws as `openFile`
 */
export async function openBundled(
  envelopes: AsyncIterable<BundledEnvelope>,
  keys: Keys,
  openers: Openers,
  finds: Finds,
): Promise<void> {
  const untold: Promise<void>[] = [];
  const ended: { by?: Failure | undefined } = {};
  let last: Promise<void> = Promise.resolve();
  try {
    for await (const envelope of envelopes) {
      const outcome = await begin(envelope, keys, openers);
      last = last.then(async () => {
        ended.by ??= tell(await outcome.made, finds);
      });
      untold.push(last);
      if (untold.length > openers.most) await untold.shift();
      if (ended.by) break;
    }
  } finally {
    await last;
  }
  if (ended.by) throw ended.by.failure;
}

type Failure = Extract<Outcome, { failure: unknown }>;

/** Returned, not thrown: whoever reads the bundle may be waiting for its next bytes. */
function tell(outcome: Outcome, finds: Finds): Failure | undefined {
  if ("failure" in outcome) return outcome;
  if ("code" in outcome) finds.broken(outcome.name, outcome.code, outcome.tip);
  else finds.tip({ opened: outcome.opened, origin: outcome.name });
  return undefined;
}

/** Reads an envelope to its end, so that the next can be read; a small one may be opened after that. */
async function begin(
  envelope: BundledEnvelope,
  keys: Keys,
  openers: Openers,
): Promise<{ readonly made: Promise<Outcome> | Outcome }> {
  if (envelope.kind === "broken") {
    const code = codeOf(envelope.error) ?? "damaged";
    return { made: { name: envelope.name, code, tip: null } };
  }
  const { listed, content, whole } = envelope;
  const { digest, day, size } = listed;
  const name = envelopeName(listed.id);
  if (size <= MOST_SMALL) return { made: openers.open({ name, digest, day, bytes: await whole() }) };
  return { made: await outcomeOf({ name, digest }, () => openTip(content, day, keys)) };
}
