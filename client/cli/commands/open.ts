import { join } from "node:path";
import { identityOf, recentFirst } from "../../../crypto/age/identities.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import type { Day } from "../../../protocol/day.ts";
import { ENCODINGS, isEncoding } from "../../opening/encodings.ts";
import { Replies } from "../../opening/replies.ts";
import { lineOf, vaultSecrets, wipeVault } from "../../vault/vault.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { broughtRosters } from "../open/brought-documents.ts";
import { documentsOf, expectationsFrom, readOwnLine, readRosters } from "../open/expectations.ts";
import { readSecrets } from "../open/identities.ts";
import { findInputs, type Input } from "../open/inputs.ts";
import { openAll } from "../open/open-all.ts";
import type { Opening } from "../open/open-envelope.ts";
import { type Openers, openersFor } from "../open/openers.ts";
import { type Output, openOutput } from "../open/output.ts";
import { passphrasesFrom } from "../open/passphrases.ts";
import { Summary } from "../open/summary.ts";
import { noMatchInVault } from "../open/vault-no-match.ts";
import { usage } from "../options.ts";
import { readVault } from "../read-vault.ts";
import { say, warn } from "../say.ts";
import { runExport } from "../server-process.ts";
import { stopAtSignals } from "../stop.ts";

export const open = defineCommand("open", {
  summary: "open bundles and envelopes with a vault, each tip into a folder of its own",
  usage: `--vault FILE [--out DIR] BUNDLE|FILE|FOLDER…
--identity FILE… [--out DIR] BUNDLE|FILE|FOLDER…
--identity FILE --spool DATA [--out DIR]`,
  about: `
    Opens sealed envelopes: bundles that a courier brought, files, or all files of a folder that end in
    .age; armored ones too. Each becomes a folder with tip.json (as it was sent), tip.txt (for reading, safe
    to print) and attachments/. What somebody sealed by hand, a tar or one file, has no tip.json; its plain
    texts stand in tip.txt, all its files in attachments/. What was opened before is left alone. An envelope
    that is broken is named at the end, and does not keep the others from being opened. Needs no network.

    A bundle's courier and the rosters in it are checked against the vault's anchor, and each tip against
    the roster that it names: a tip sealed to a roster after that was superseded raises an alarm.`,
  options: {
    "[--vault FILE]": "a reviewer's vault",
    "[--identity FILE]…": "an age identity file, also one protected by a passphrase; may be given many times",
    "[--out DIR]": "the folder for the folders (./tips); it is made if it isn't there",
    "[--spool DATA]": "open what lies in the spool of a server's data folder on this machine",
    "[--anchor FILE]": `say of each tip whether it was made for this instance (by itself the vault's is
      taken; with --spool the server's); line.json, if it has moved`,
    "[--roster FILE]…": `say of each tip whether it was sealed to this roster; may be given many times (with
      --spool: the server's newest)`,
    "[--as-one-file]": "keep the contents of each envelope as one file, without unpacking them",
    "[--encoding NAME]": `read the texts of what was sealed by hand as utf-8, gb18030 (GBK), big5, utf-16le
      or utf-16be, whatever they look like; by itself it is guessed, and said. What was opened before is
      left alone: give another --out`,
    "[--passphrase-fd N]": `read passphrases from this file descriptor instead of the terminal: one line for
      the vault, and one for each protected identity file; through npm only 0 (stdin) arrives`,
  },
  operands: ["[BUNDLE|FILE|FOLDER]…"],
  example: `npm run nightjar -- open --vault wren.vault --out ./tips 2026-11-21.bundle
npm run nightjar -- open --vault data/demo/reviewers/lark.vault --spool data/demo`,
  exits: {
    0: "every envelope was opened, or had been before",
    3: "some envelopes could not be opened; stderr names each and says why",
  },

  async run(values, positionals) {
    // 1. What is asked for.
    const { vault: vaultPath, identity: identityPaths = [], spool } = values;
    if (vaultPath === undefined && identityPaths.length === 0)
      throw usage("Say who opens: with --vault, or with --identity");
    if (positionals.length === 0 && spool === undefined) throw usage("Say which envelopes to open");
    const encoding = values.encoding?.toLowerCase();
    if (encoding !== undefined && !isEncoding(encoding))
      throw usage(`No text is read as ${encoding}: say ${ENCODINGS.join(", ")}`);
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const stop = stopAtSignals();
    const given = await findInputs(positionals, stop);
    if (spool !== undefined) await requireFolder(spool);
    // 2. Who opens it.
    const primitives = await loadSodium();
    using wiping = new DisposableStack();
    const vault = vaultPath === undefined ? undefined : await readVault(vaultPath, passphrases, primitives);
    if (vault) wiping.defer(() => wipeVault(vault));
    const secrets = [
      ...(vault ? vaultSecrets(vault) : []),
      ...(await readSecrets(identityPaths, passphrases, primitives)),
    ];
    const identity = recentFirst(secrets.map(identityOf));
    wiping.defer(() => identity.wipe());
    // 3. What it is compared with.
    const server = spool === undefined ? undefined : await documentsOf(spool);
    const own = (await readOwnLine(values.anchor ?? server?.anchor)) ?? (vault && lineOf(vault));
    const bundles = given.filter(({ kind }) => kind === "bundle").map(({ path }) => path);
    const expected = expectationsFrom(own, [
      ...(await readRosters(own, values.roster ?? server?.rosters ?? [])),
      ...(await broughtRosters(bundles, own, stop)),
    ]);
    // 4. Each envelope into its folder.
    const whole = values["as-one-file"];
    const noMatch = vault && ((day: Day | undefined) => noMatchInVault(vault, day));
    const replies = new Replies<string>();
    const opening = { identities: [identity], expected, primitives, whole, encoding, replies, noMatch };
    const openers = openersFor(opening, secrets);
    return await openInto(values.out ?? "tips", given, spool, opening, openers, stop);
  },
});

async function openInto(
  folder: string,
  given: readonly Input[],
  spool: string | undefined,
  opening: Opening,
  openers: Openers,
  stop: AbortSignal,
): Promise<number> {
  const output = await openOutput(folder);
  try {
    const { inputs: spooled, damaged } = await spoolEnvelopes(spool, output, stop);
    const inputs = [...given, ...spooled];
    const summary = new Summary(output.folder);
    await openAll(inputs, output, opening, stop, (outcome) => summary.add(outcome), openers);
    const exit = summary.finish();
    for (const sentence of damaged) warn(sentence);
    return damaged.length === 0 ? exit : EXIT.partly;
  } finally {
    await openers.end();
    await output.close();
  }
}

/** Those in a spool, as files, and a sentence for each day of which not all could be read. */
async function spoolEnvelopes(
  data: string | undefined,
  output: Output,
  stop: AbortSignal,
): Promise<{ inputs: Input[]; damaged: readonly string[] }> {
  if (data === undefined) return { inputs: [], damaged: [] };
  const folder = join(output.work, "spool");
  const { exported, damaged } = await runExport(data, folder);
  if (exported > 0) return { inputs: await findInputs([folder], stop), damaged };
  if (damaged.length === 0) say("Nothing has been sent yet: the spool is empty.");
  return { inputs: [], damaged };
}
