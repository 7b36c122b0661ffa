import { type Day, dayOf } from "../../../../protocol/day.ts";
import type { CourierServers } from "../../../courier/servers.ts";
import type { Patience } from "../../../http/patience.ts";
import { defineCommand } from "../../command.ts";
import { amountFrom, USUAL_BUDGET } from "../../courier/amounts.ts";
import { withServers } from "../../courier/destination.ts";
import { readCourierKey } from "../../courier/key-file.ts";
import { type PickedUp, pickUp } from "../../courier/pickup.ts";
import {
  linesAbout,
  linesAboutExpired,
  linesAboutMove,
  warningAboutBesides,
  warningsAbout,
} from "../../courier/pickup-text.ts";
import { compareLetters } from "../../courier/sources-letters.ts";
import { targetsFrom } from "../../courier/targets.ts";
import { broughtBefore, newlyExpired, noteBrought } from "../../courier/told-before.ts";
import { readLine } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { SOCKS_OPTION, type Target, targetFrom } from "../../http/target.ts";
import { dayAsked, usage } from "../../options.ts";
import { say, warn } from "../../say.ts";

export const courierPickup = defineCommand("courier pickup", {
  summary: "fetch what is new into a bundle, and acknowledge it",
  about: `
    Fetches the envelopes that this courier has not acknowledged yet, and writes them into one file, a
    bundle, for the reviewers' offline machines. The bundle is signed, its envelopes stay sealed. The server
    is told that they were fetched only when the bundle is safely on disk. If the connection breaks, it is
    tried again; if the run ends before its end, even by kill -9, the same command goes on from where it
    stood (with BUNDLE.partial beside the bundle). The server keeps an envelope for 21 days, unless the
    operator chose otherwise, fetched or not; then it is gone for good. So come at least every week, and let
    somebody else come while you can't; what expired since the last time is said at the end. The bundle also
    brings the letters that the server shows to everybody, so that reviewers see which of theirs are there;
    if there is no new tip but other letters than the last time, it brings those alone.`,
  options: {
    "[--url URL]…": `the couriers' address of the server: an onion address, or this machine's own; may be
      given many times, if several servers serve the instance. All goes into one bundle, each server is told
      of what came from it, and one that can't be reached is named while the others are fetched from`,
    "[--unix PATH]": "instead: the Unix socket that the server listens on for couriers",
    ...SOCKS_OPTION,
    "--key FILE": `the courier's key, from keys.html`,
    "--anchor FILE":
      "the instance's anchor, from a source that you trust; if it has moved, the first one, or line.json",
    "--bundle FILE": "where the bundle goes; nothing is overwritten",
    "[--budget AMOUNT]": `fetch at most so much (200MB, 1GB; 2GB if this isn't given, since many sticks take
      no file of 4 GB): each day gets an equal share, what a day doesn't need goes to the others, and of a
      day the smallest sizes come first, in random order. What was left is said here and in the bundle, and
      stays on the server for the next bundle`,
    "[--again DAY]": `fetch a UTC day anew, as 2026-11-21, since a bundle was lost: all of it that is still
      there, whoever has acknowledged it. Nothing is acknowledged by this. What all couriers acknowledged is
      erased days later (three, unless the operator chose otherwise), and then it is too late`,
    "[--sources URL]": `the sources' address of the server: goes there too, as a source does, and says if
      sources are shown other letters than couriers are`,
  },
  oneOf: ["--url|--unix"],
  example: `npm run nightjar -- courier pickup --url http://….onion --socks 127.0.0.1:9050 --key courier/courier.key \\
  --anchor anchor.json --bundle 2026-11-21.bundle`,
  exits: {
    3: `done, but one of several servers failed, something is not right with the letters, or what is told
      besides a whole bundle could not be: stderr says what. Nothing on the server is lost; run this again later`,
  },

  async run(values) {
    const { key: keyPath, anchor: anchorPath, bundle } = values;
    // 1. What is asked for.
    const targets = await targetsFrom(values);
    const budget = values.budget === undefined ? USUAL_BUDGET : amountFrom("budget", values.budget);
    const sources =
      values.sources === undefined ? undefined : targetFrom({ url: values.sources, socks: values.socks });
    if (sources && targets.length > 1) throw usage("With --sources one --url is given, the same server's");
    const again = values.again === undefined ? null : dayAsked("again", values.again);
    const { first: anchor } = await readLine(anchorPath);
    const seed = await readCourierKey(keyPath);
    // 2. Fetched, written, acknowledged.
    const destination = { instance: anchor.instance, seed, targets };
    return await withServers(destination, async (servers, patience) => {
      const today = dayOf(Date.now());
      const known = { broughtBefore: (pool: Uint8Array) => broughtBefore(keyPath, pool) };
      const what = { bundle, budget, again, today };
      const pickedUp = await pickUp({ servers, anchor, seed, patience, ...what, ...known });
      for (const line of linesAbout(pickedUp, bundle, again)) say(line);
      // 3. What is told besides, each thing once.
      const warned = await tellBesides(pickedUp, again, { keyPath, servers, sources, patience });
      const untold = pickedUp.kind !== "nothing" && !pickedUp.allTold;
      return warned || untold || servers.failed.length > 0 ? EXIT.partly : EXIT.ok;
    });
  },
});

interface Besides {
  readonly keyPath: string;
  readonly servers: CourierServers;
  readonly sources: Target | undefined;
  readonly patience: Patience;
}

/** Whatever fails here, a bundle that is there stays whole, and is as it was said. @returns whether anything is wrong */
async function tellBesides(pickedUp: PickedUp, again: Day | null, besides: Besides): Promise<boolean> {
  const { keyPath, servers } = besides;
  try {
    if (pickedUp.kind !== "there") for (const line of await linesAboutMove(keyPath, pickedUp.seen)) say(line);
    const expired = await servers.each((server) => server.expired());
    for (const line of linesAboutExpired(await newlyExpired(keyPath, expired))) say(line);
    return pickedUp.kind !== "there" && (await lookAtLetters(pickedUp, besides));
  } catch (error) {
    if (pickedUp.kind === "nothing") throw error;
    warn(warningAboutBesides(again === null && pickedUp.allTold, error));
    return true;
  }
}

/** Notes which were brought, and compares them with those that sources are shown. @returns whether anything is wrong */
async function lookAtLetters(
  { kind, letters }: Exclude<PickedUp, { kind: "there" }>,
  { keyPath, servers, sources, patience }: Besides,
): Promise<boolean> {
  const { pool } = letters;
  if (pool && kind === "bundle") await noteBrought(keyPath, pool);
  const [server] = servers.left;
  const compared =
    sources && server && (await compareLetters(pool ?? new Uint8Array(0), server, sources, patience));
  const warnings = warningsAbout(letters, compared);
  for (const line of warnings) warn(line);
  return warnings.length > 0;
}
