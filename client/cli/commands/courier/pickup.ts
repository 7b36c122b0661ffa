import { wipe } from "../../../../crypto/bytes.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { type Day, dayOf } from "../../../../protocol/day.ts";
import type { BundleList } from "../../../bundle/list.ts";
import { MOST_ADDRESSES } from "../../../courier/pack.ts";
import { CourierServer } from "../../../courier/server.ts";
import type { ExpiredDay } from "../../../courier/server-answers.ts";
import { CourierServers, type FailedServer } from "../../../courier/servers.ts";
import type { DocumentsSeen } from "../../../courier/verify-documents.ts";
import { PAUSES } from "../../../http/patience.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { amountFrom, amountInWords, envelopesInWords, USUAL_BUDGET } from "../../courier/amounts.ts";
import { readCourierKey } from "../../courier/key-file.ts";
import { type PickedUp, pickUp } from "../../courier/pickup.ts";
import { isNewMove, newlyExpired } from "../../courier/told-before.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { HttpClient } from "../../http/client.ts";
import { addressOf, type Target, type TargetOptions, targetFrom } from "../../http/target.ts";
import { parseOptions, required, requiredDay, usage } from "../../options.ts";
import { say, warn } from "../../say.ts";
import { stopAtSignals } from "../../stop.ts";

const NAME = "courier pickup";

export const courierPickup: Command = {
  summary: "fetch what is new into a bundle, and acknowledge it",
  help: `nightjar courier pickup --url URL|--unix PATH --key FILE --anchor FILE --bundle FILE [--socks HOST:PORT]
  [--again DAY]

Fetches the envelopes that this courier has not acknowledged yet, and writes them into one file, a bundle, for the
reviewers' offline machines. The bundle is signed, its envelopes stay sealed. The server is told that they were
fetched only when the bundle is safely on disk. If the connection breaks, it is tried again; if the run ends before
its end, even by kill -9, the same command goes on from where it stood (with BUNDLE.partial beside the bundle).
The server keeps an envelope for 21 days, unless the operator chose otherwise, fetched or not; then it is gone
for good. So come at least every week, and let somebody else come while you can't; what expired since the last
time is said at the end.

  --url URL          the couriers' address of the server: an onion address, or this machine's own; may be given
                     many times, if several servers serve the instance. All goes into one bundle, each server is told
                     of what came from it, and one that can't be reached is named while the others are fetched from
  --unix PATH        instead: the Unix socket that the server listens on for couriers
  --socks HOST:PORT  a SOCKS5 proxy on this machine (Tor: 127.0.0.1:9050); the server's name is left to it
  --key FILE         the courier's key, from "courier init"
  --anchor FILE      the instance's anchor, from a source that you trust; if it has moved, the first one
  --bundle FILE      where the bundle goes; nothing is overwritten
  --budget AMOUNT    fetch at most so much (200MB, 1GB; 2GB if this isn't given, since many sticks take no file of
                     4 GB): each day gets an equal share, what a day doesn't need goes to the others, and of a
                     day the smallest sizes come first, in random order. What was left is said here and in the
                     bundle, and stays on the server for the next bundle
  --again DAY        fetch a UTC day anew, as 2026-11-21, since a bundle was lost: all of it that is still there,
                     whoever has acknowledged it. Nothing is acknowledged by this. What all couriers acknowledged
                     is erased days later (three, unless the operator chose otherwise), and then it is too late

Example
  npm run nightjar -- courier pickup --url http://….onion --socks 127.0.0.1:9050 --key courier/courier.key \\
    --anchor anchor.json --bundle 2026-11-21.bundle

${EXIT_HELP}  3  done, but one of several servers failed: stderr names it. Nothing on it is lost; run this again later
`,

  async run(args) {
    // 1. What is asked for.
    const { values } = parseOptions(NAME, args, OPTIONS);
    const targets = targetsFrom(values);
    const keyPath = required(NAME, "key", values.key);
    const anchorPath = required(NAME, "anchor", values.anchor);
    const bundle = required(NAME, "bundle", values.bundle);
    const budget = values.budget === undefined ? USUAL_BUDGET : amountFrom(NAME, "budget", values.budget);
    const again = values.again === undefined ? null : requiredDay(NAME, "again", values.again);
    const anchor = await readDocument(anchorPath, parseAnchor);
    const seed = await readCourierKey(keyPath);
    // 2. Fetched, written, acknowledged.
    const patience = { pauses: PAUSES, stop: stopAtSignals(), waiting: sayWait };
    const clients = targets.map((target) => ({ target, client: new HttpClient(target, patience.stop) }));
    try {
      const servers = new CourierServers(
        clients.map(
          ({ target, client }) =>
            new CourierServer(client, addressOf(target), anchor.instance, seed, patience),
        ),
        sayFailed,
      );
      const today = dayOf(Date.now());
      const pickedUp = await pickUp({ servers, anchor, seed, bundle, budget, again, today, patience });
      for (const line of linesAbout(pickedUp, bundle, again)) say(line);
      if (pickedUp.kind !== "there")
        for (const line of await linesAboutMove(keyPath, pickedUp.seen)) say(line);
      const expired = await servers.each((server) => server.expired());
      for (const line of linesAboutExpired(await newlyExpired(keyPath, expired))) say(line);
      return servers.failed.length === 0 ? EXIT.ok : EXIT.serverMissed;
    } finally {
      for (const { client } of clients) client.close();
      wipe(seed);
    }
  },
};

/** One Unix socket, or up to eight addresses, each once. @throws CliError usage */
function targetsFrom({ url = [], unix, socks }: Omit<TargetOptions, "url"> & { url?: string[] }): Target[] {
  if (url.length === 0 || unix !== undefined) return [targetFrom(NAME, { url: url[0], unix, socks })];
  const targets = url.map((one) => targetFrom(NAME, { url: one, socks }));
  if (new Set(targets.map(addressOf)).size === targets.length && targets.length <= MOST_ADDRESSES)
    return targets;
  throw usage(NAME, `The option --url takes up to ${MOST_ADDRESSES} addresses, each once`);
}

/** One of several failed for good, and the others go on. */
function sayFailed({ address, error }: FailedServer): void {
  warn(`${address} is left out of this run: ${error.message} The other servers are asked.`);
}

/** A server that can't be reached may come back, and Tor takes its time: what is being waited for is said. */
function sayWait({ message }: Error, seconds: number): void {
  warn(`${message} Trying again in ${seconds} seconds; Ctrl-C stops.`);
}

const OPTIONS = {
  url: { type: "string", multiple: true },
  unix: { type: "string" },
  socks: { type: "string" },
  key: { type: "string" },
  anchor: { type: "string" },
  bundle: { type: "string" },
  budget: { type: "string" },
  again: { type: "string" },
} as const;

function linesAbout(pickedUp: PickedUp, bundle: string, again: Day | null): string[] {
  switch (pickedUp.kind) {
    case "there":
      return [
        again === null
          ? `${bundle} was there from an earlier run; its ${envelopesInWords(pickedUp.count)} are now acknowledged.`
          : `${bundle} was there from an earlier run, whole, with ${envelopesInWords(pickedUp.count)}; none was acknowledged by this.`,
        ...linesAboutUntold(pickedUp),
        "For what has come since, run this again with another --bundle.",
      ];
    case "nothing":
      return [
        "Nothing was fetched, and no bundle written.",
        ...(again === null ? [] : [`What there was of ${again} is erased, or had never come.`]),
        ...linesAboutDamaged(pickedUp.damaged),
        ...linesAboutLeft(pickedUp.list),
      ];
    case "bundle": {
      const { envelopes } = pickedUp.list;
      const bytes = envelopes.reduce((sum, { size }) => sum + size, 0);
      return [
        `${bundle}: ${envelopesInWords(envelopes.length)}, ${amountInWords(bytes)}; ${again === null ? "acknowledged" : `${again} anew, and none was acknowledged by this`}.`,
        ...linesAboutUntold(pickedUp),
        ...(pickedUp.gone > 0
          ? [
              `${envelopesInWords(pickedUp.gone)} went from the server while this ran: its retention deletes them.`,
            ]
          : []),
        ...linesAboutDamaged(pickedUp.damaged),
        ...linesAboutLeft(pickedUp.list),
      ];
    }
  }
}

function linesAboutUntold({ allTold }: { readonly allTold: boolean }): string[] {
  if (allTold) return [];
  return [
    "A server that failed has not been told of what it had: run the same command again, so that it is.",
  ];
}

/** The bundle is whole all the same: reviewers judge what is in it by themselves. */
async function linesAboutMove(keyPath: string, { movedTo, unseen }: DocumentsSeen): Promise<string[]> {
  const fingerprint = movedTo && anchorFingerprint(movedTo);
  const isNew = fingerprint !== undefined && (await isNewMove(keyPath, fingerprint));
  return [
    ...(isNew
      ? [
          "The instance has moved to another anchor, as its stewards signed. Compare its fingerprint with one of them, now:",
          `  ${fingerprint}`,
          "This is said once; the anchor that you give may stay the one of before.",
        ]
      : []),
    ...(unseen === 0
      ? []
      : [
          `${unseen} of the documents with it are from before this anchor, and were not checked: for that give the first one with --anchor.`,
        ]),
  ];
}

function linesAboutExpired(expired: readonly ExpiredDay[]): string[] {
  if (expired.length === 0) return [];
  return [
    "Since you were last told, envelopes were deleted that no courier had fetched in time. Tell the reviewers:",
    ...expired.map(({ day, count }) => `  ${day}  ${envelopesInWords(count)}, gone for good`),
  ];
}

function linesAboutDamaged(count: number): string[] {
  if (count === 0) return [];
  return [
    `${envelopesInWords(count)} on the server: other bytes than it lists, so left there. Tell the operator to look at the disk.`,
  ];
}

function linesAboutLeft({ left }: BundleList): string[] {
  if (left.length === 0) return [];
  return [
    "Left on the server:",
    ...left.map(({ day, count, bytes }) => `  ${day}  ${envelopesInWords(count)}, ${amountInWords(bytes)}`),
    "For more of it run this again, with another --bundle or a larger --budget.",
  ];
}
