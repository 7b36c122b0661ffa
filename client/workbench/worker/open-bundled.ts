import type { ListedEnvelope } from "../../bundle/list.ts";
import { envelopeName } from "../../bundle/names.ts";
import type { BundledEnvelope } from "../../bundle/read-bundle.ts";
import { type TipId, tipIdOf } from "../../casebook/names.ts";
import { MOST_SMALL, openSmallTip } from "../../opening/open-small-tip.ts";
import { type Keys, openTip } from "../../opening/open-tip.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import { type Trouble, troubleOf } from "../../opening/trouble.ts";
import { type Finds, troubleOfOne } from "./finds.ts";
import type { Unlocked } from "./unlocked.ts";

type SealedInBundle = Extract<BundledEnvelope, { kind: "envelope" }>;

/** So many small envelopes may wait for their hashes while the next is opened. */
const MOST_WAITING = 8;

/** What became of an envelope; `failure` ends the whole file. */
type Outcome =
  | { readonly name: string; readonly opened: OpenedTip }
  | { readonly name: string; readonly trouble: Trouble; readonly tip: TipId | null }
  | { readonly failure: unknown };

/** Opens a bundle's envelopes and tells what is in them, in their order. @throws as `openFile` */
export async function openBundled(
  envelopes: AsyncIterable<BundledEnvelope>,
  unlocked: Unlocked,
  finds: Finds,
): Promise<void> {
  const waiting: Promise<Outcome>[] = [];
  const tellFirst = async () => tell(await waiting.shift(), finds);
  try {
    for await (const envelope of envelopes) {
      waiting.push((await begin(envelope, unlocked.keys)).outcome);
      if (waiting.length > MOST_WAITING) await tellFirst();
    }
  } finally {
    while (waiting.length > 0) await tellFirst();
  }
}

function tell(outcome: Outcome | undefined, finds: Finds): void {
  if (!outcome) return;
  if ("failure" in outcome) throw outcome.failure;
  if ("trouble" in outcome) finds.broken(outcome.name, outcome.trouble, outcome.tip);
  else finds.tip({ opened: outcome.opened, origin: outcome.name });
}

/** Reads an envelope to its end, so that the next can be read; a small one's hash may be made after that. */
async function begin(envelope: BundledEnvelope, keys: Keys): Promise<{ outcome: Promise<Outcome> }> {
  if (envelope.kind === "broken") {
    const trouble = troubleOf(envelope.error) ?? "damaged";
    return { outcome: Promise.resolve({ name: envelope.name, trouble, tip: null }) };
  }
  const { listed, content } = envelope;
  if (listed.size <= MOST_SMALL) return await beginSmall(envelope, keys);
  const outcome = outcomeOf(listed, () => openTip(content, listed.day, keys));
  await outcome;
  return { outcome };
}

/** Opened while it is being hashed; nothing of it is told before the hash is the one that the courier signed. */
async function beginSmall({ listed, whole }: SealedInBundle, keys: Keys) {
  const { bytes, checked } = await whole();
  const opening = Promise.allSettled([checked, openSmallTip(bytes, listed.digest, listed.day, keys)]);
  const outcome = outcomeOf(listed, async () => {
    const [compared, opened] = await opening;
    if (compared.status === "rejected") throw compared.reason;
    if (opened.status === "rejected") throw opened.reason;
    return opened.value;
  });
  return { outcome };
}

async function outcomeOf({ id, digest }: ListedEnvelope, open: () => Promise<OpenedTip>): Promise<Outcome> {
  const name = envelopeName(id);
  try {
    return { name, opened: await open() };
  } catch (error) {
    const trouble = troubleOfOne(error);
    return trouble ? { name, trouble, tip: tipIdOf(digest) } : { failure: error };
  }
}
