import { PAUSES } from "../../http/patience.ts";
import { defineCommand } from "../command.ts";
import { amountInWords } from "../courier/amounts.ts";
import { CliError, EXIT } from "../errors.ts";
import { targetFrom } from "../http/target.ts";
import { type Imported, importAll } from "../import/import-all.ts";
import { findInputs } from "../open/inputs.ts";
import { usage } from "../options.ts";
import { say, warn } from "../say.ts";
import { stopAtSignals } from "../stop.ts";

export const importSpool = defineCommand("import-spool", {
  summary: "hand sealed envelopes in files in to a running server, as sources do",
  about: `
    Hands in envelopes that "nightjar export-spool" wrote, on another machine or of another spool, at the
    door at which sources are served; of a folder the files that end in .age. Run it on the server's own
    machine. Opens none. The server looks at each as at any other and keeps it once, however often it is
    handed in: after a failure the same command goes on. It can't say which it had before. They count as
    come today: couriers see them on this day, those who fetched them elsewhere see them again, and the
    retention begins anew.`,
  options: {
    "[--unix PATH]": "the socket at which sources are served (NIGHTJAR_LISTEN)",
    "[--url URL]": "or the address, on this machine: http://127.0.0.1:8080",
    "[--circuits]": `the server has NIGHTJAR_CIRCUITS=1, as behind an onion: before each connection it gets
      the line that tor would say, with a new circuit for each envelope, so that no circuit's bound is met`,
  },
  oneOf: ["--unix|--url"],
  operands: ["FILE|FOLDER…", "Say which envelopes to hand in"],
  example:
    "npm run nightjar -- import-spool left-over --unix /var/lib/tor-onion-sockets/nightjar-sources.sock --circuits",
  exits: {
    0: "all of them are in the spool",
    3: "some were refused or can't be read, and stderr names each; all others are in the spool",
  },

  async run(values, positionals) {
    if (values.url?.includes(".onion")) {
      throw usage(
        "Few tips go in by one circuit of an onion: run this on the server's machine, at its own door",
      );
    }
    const door = { target: targetFrom(values), circuits: values.circuits };
    const stop = stopAtSignals();
    const paths = await envelopesAt(positionals, stop);
    const imported: Imported = { stored: 0, bytes: 0, refused: [] };
    try {
      await importAll(door, paths, { pauses: PAUSES, stop }, imported);
    } catch (error) {
      say(`${summaryOf(imported, paths.length)} The same command goes on; nothing is kept twice.`);
      throw error;
    } finally {
      for (const sentence of imported.refused) warn(sentence);
    }
    say(summaryOf(imported, paths.length));
    return imported.refused.length === 0 ? EXIT.ok : EXIT.partly;
  },
});

async function envelopesAt(paths: readonly string[], stop: AbortSignal): Promise<string[]> {
  const inputs = await findInputs(paths, stop);
  const bundle = inputs.find(({ kind }) => kind === "bundle");
  if (!bundle) return inputs.map(({ path }) => path);
  throw new CliError(
    "file-kind",
    `${bundle.path} is a courier's bundle: give envelopes, each in a file of its own.`,
  );
}

function summaryOf({ stored, bytes, refused }: Imported, all: number): string {
  const rest = refused.length === 0 ? "" : ` ${refused.length} could not be handed in.`;
  const count =
    stored === all
      ? all === 1
        ? "1 envelope is"
        : `All ${all} envelopes are`
      : `${stored} of ${all} envelopes are`;
  return `${count} in the server's spool (${amountInWords(bytes)}).${rest}`;
}
