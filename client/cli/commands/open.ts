import { join } from "node:path";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import type { Command } from "../command.ts";
import { requireFolder } from "../files.ts";
import { findEnvelopes } from "../open/envelopes.ts";
import { documentsOf, readExpectations } from "../open/expectations.ts";
import { readIdentities } from "../open/identities.ts";
import { openAll } from "../open/open-all.ts";
import { type Output, openOutput } from "../open/output.ts";
import { passphrasesFrom } from "../open/passphrases.ts";
import { Summary } from "../open/summary.ts";
import { parseOptions, usage } from "../options.ts";
import { say } from "../say.ts";
import { runExport } from "../server-process.ts";
import { stopAtSignals } from "../stop.ts";

const NAME = "open";

export const open: Command = {
  summary: "open envelopes with a reviewer's identity, each into a folder of its own",
  help: `nightjar open --identity FILE [--identity FILE …] [--out DIR] [FILE|FOLDER …]
nightjar open --identity FILE --spool DATA [--out DIR]

Opens sealed envelopes: files, or all files of a folder that end in .age; armored ones too. Each becomes a folder
with tip.json (as it was sent), tip.txt (for reading, safe to print) and attachments/. What was opened before is
left alone. An envelope that is broken is named at the end, and does not keep the others from being opened.
Needs no network.

  --identity FILE      an age identity file, also one protected by a passphrase; may be given many times
  --out DIR            the folder for the folders (./tips); it is made if it isn't there
  --spool DATA         open what lies in the spool of a server's data folder on this machine
  --anchor FILE        say of each tip whether it was made for this instance (with --spool: the server's)
  --roster FILE        say of each tip whether it was sealed to this roster (with --spool: the server's)
  --as-one-file        keep the contents of each envelope as one file, without unpacking them
  --passphrase-fd N    read passphrases from this file descriptor instead of the terminal, one line for each
                       protected identity file; through npm only 0 (stdin) arrives

Examples
  npm run nightjar -- open --identity reviewer.txt --out ./tips ./envelopes
  npm run nightjar -- open --identity data/demo/reviewers/1/identity.txt --spool data/demo

Exit codes
  0  every envelope was opened, or had been before
  1  failed; stderr says in a sentence why, and what to do
  2  wrong use: an option, or a file that is not there
  3  some envelopes could not be opened; stderr names each and says why
`,

  async run(args) {
    // 1. What is asked for.
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const identityPaths = values.identity ?? [];
    if (identityPaths.length === 0) throw usage(NAME, "The option --identity is missing");
    if (positionals.length === 0 && values.spool === undefined)
      throw usage(NAME, "Say which envelopes to open");
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    const given = await findEnvelopes(positionals);
    if (values.spool !== undefined) await requireFolder(values.spool);
    // 2. What it is compared with, and who opens it.
    const spoolDocuments = values.spool === undefined ? {} : await documentsOf(values.spool);
    const expected = await readExpectations(
      values.anchor ?? spoolDocuments.anchor,
      values.roster ?? spoolDocuments.roster,
    );
    const primitives = await loadSodium();
    const identities = await readIdentities(identityPaths, passphrases, primitives);
    // 3. Each envelope into its folder.
    const output = await openOutput(values.out ?? "tips");
    const stop = stopAtSignals();
    try {
      const paths = [...given, ...(await spoolEnvelopes(values.spool, output))];
      const summary = new Summary(output.folder);
      const opening = { identities, expected, primitives, whole: values["as-one-file"] ?? false };
      await openAll(paths, output, opening, stop, (outcome) => summary.add(outcome));
      return summary.finish();
    } finally {
      for (const identity of identities) identity.wipe();
      await output.close();
    }
  },
};

const OPTIONS = {
  identity: { type: "string", multiple: true },
  out: { type: "string" },
  spool: { type: "string" },
  anchor: { type: "string" },
  roster: { type: "string" },
  "as-one-file": { type: "boolean" },
  "passphrase-fd": { type: "string" },
} as const;

async function spoolEnvelopes(data: string | undefined, output: Output): Promise<string[]> {
  if (data === undefined) return [];
  const exported = join(output.work, "spool");
  const { exported: count } = await runExport(data, exported);
  if (count > 0) return await findEnvelopes([exported]);
  say("Nothing has been sent yet: the spool is empty.");
  return [];
}
