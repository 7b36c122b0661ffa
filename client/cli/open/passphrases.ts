import { readSync } from "node:fs";
import { wipe } from "../../../crypto/bytes.ts";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";
import { usage } from "../options.ts";
import { askOnTerminal, passphraseText } from "./terminal.ts";

/** Where passphrases come from: a person at a terminal, or a script. Never arguments, never the environment. */
export interface Passphrases {
  /** Whether a wrong one can be followed by another try. */
  readonly canAskAgain: boolean;
  /** The passphrase of an identity file or a vault. @throws CliError passphrase */
  next(path: string): string;
}

const fromTerminal: Passphrases = {
  canAskAgain: true,
  next: (path) => askOnTerminal(`Passphrase of ${path}: `),
};

export const PASSPHRASE_OPTION = {
  "[--passphrase-fd N]": "read the passphrase from this file descriptor instead of the terminal",
} as const;

/** From the value of `--passphrase-fd`, or from the terminal if it isn't given. @throws CliError usage */
export function passphrasesFrom(descriptor: string | undefined): Passphrases {
  if (descriptor === undefined) return fromTerminal;
  if (/^\d{1,4}$/.test(descriptor)) return fromDescriptor(Number(descriptor));
  throw usage("The option --passphrase-fd takes the number of a file descriptor");
}

/** One line of a file descriptor for each protected identity file, in their order. */
function fromDescriptor(descriptor: number): Passphrases {
  let lines: string[] | undefined;
  const next = (path: string) => {
    lines ??= linesOf(descriptor);
    const line = lines.shift();
    if (line !== undefined && line !== "") return line;
    throw new CliError(
      "passphrase",
      `There was no passphrase for ${path} on descriptor ${descriptor}: write one line for each protected file.`,
    );
  };
  return { canAskAgain: false, next };
}

const MOST_BYTES = 64 * 1024;

function linesOf(descriptor: number): string[] {
  const buffer = new Uint8Array(MOST_BYTES);
  try {
    return passphraseText(buffer.subarray(0, readAll(descriptor, buffer))).split(/\r?\n/);
  } finally {
    wipe(buffer);
  }
}

function readAll(descriptor: number, buffer: Uint8Array): number {
  let length = 0;
  try {
    for (;;) {
      const read = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (read === 0) return length;
      length += read;
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(
      "passphrase",
      `Descriptor ${descriptor} can't be read (${error.code}): give the passphrase there, or leave --passphrase-fd out.`,
    );
  }
}
