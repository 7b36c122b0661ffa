import { encodeDigest } from "../../../../crypto/digest.ts";
import { nodeSignatures } from "../../../../crypto/node/signatures.ts";
import { type Day, dayOf } from "../../../../protocol/day.ts";
import { BundleError } from "../../../bundle/errors.ts";
import { readBundle } from "../../../bundle/read-bundle.ts";
import { defineCommand } from "../../command.ts";
import { CliError, EXIT } from "../../errors.ts";
import { usage } from "../../options.ts";
import { piecesOf } from "../../pieces.ts";
import { readLog, type SentProbe } from "../../probe/log.ts";
import { counted, say, warn } from "../../say.ts";
import { stopAtSignals } from "../../stop.ts";

const DAY_MS = 86_400_000;

export const probeCheck = defineCommand("probe check", {
  summary: "say which probes came out in bundles, and which never did",
  about: `
    Looks for the probes that "probe send" noted in bundles, all that were fetched since: an envelope counts
    that is there, whole. A probe that hasn't come out within some days, although everything was fetched,
    was dropped by the server, or left behind by a --budget, or lay in a bundle that is not given here.
    Needs no network and no key.`,
  options: {
    "--log FILE": 'what "probe send" noted',
    "[--after DAYS]": "after how many days a probe that hasn't come out counts as missing (3d)",
  },
  operands: ["BUNDLE…", "Say which bundles to look in"],
  example: "npm run nightjar -- probe check --log probes.log 2026-11-*.bundle",
  exits: { 0: "every probe came out, or isn't due yet", 3: "probes are missing; stderr names each" },

  async run(values, positionals) {
    const { log } = values;
    const after = daysFrom(values.after ?? "3d");
    const sent = await readLog(log);
    if (sent.length === 0)
      throw new CliError(
        "data-refused",
        `${log} notes no probe, so there is nothing to check: send some first.`,
      );
    const out = await digestsIn(positionals, stopAtSignals());
    const waiting = sent.filter(({ digest }) => !out.has(encodeDigest(digest)));
    const due = dayOf(Date.now() - after * DAY_MS);
    return report(sent, waiting, due, after);
  },
});

/**
 * The digests, in hexadecimal, of the envelopes that are in these bundles, whole: a list alone would prove nothing.
 * @throws CliError file-…, bundle-refused
 */
async function digestsIn(paths: readonly string[], stop: AbortSignal): Promise<ReadonlySet<string>> {
  const digests = new Set<string>();
  for (const path of paths) {
    try {
      const { envelopes } = await readBundle(piecesOf(path, stop), nodeSignatures);
      for await (const envelope of envelopes) {
        if (envelope.kind === "broken") throw envelope.error;
        for await (const _ of envelope.content);
        digests.add(encodeDigest(envelope.listed.digest));
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      throw new CliError("bundle-refused", `${path}: ${error.message}`);
    }
  }
  return digests;
}

function report(sent: readonly SentProbe[], waiting: readonly SentProbe[], due: Day, after: number): number {
  const missing = waiting.filter(({ day }) => day < due);
  say(
    `Of ${counted(sent.length, "probe")} ${sent.length - waiting.length} came out, ${waiting.length - missing.length} not yet, ` +
      `and ${missing.length} not within ${after} days.`,
  );
  if (missing.length === 0) return EXIT.ok;
  warn("Missing, by the day on which they were handed in:");
  for (const { day, digest } of missing) warn(`  ${day}  ${encodeDigest(digest)}`);
  return EXIT.partly;
}

function daysFrom(text: string): number {
  const [, days] = /^([1-9]\d{0,2})d$/.exec(text) ?? [];
  if (days === undefined) throw usage("The option --after takes days, such as 3d");
  return Number(days);
}
