import { closeSync, openSync, readSync } from "node:fs";
import { ReadStream } from "node:tty";
import { parseUtf8, wipe } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { harmlessLine } from "../../report/harmless.ts";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";

const KEYS = {
  interrupt: 0x03,
  endOfInput: 0x04,
  backspace: 0x08,
  lineFeed: 0x0a,
  enter: 0x0d,
  clear: 0x15,
  delete: 0x7f,
};

/**
 * Asks on the terminal itself, whatever stdin is, without showing what is typed. Takes no more than one line: what
 * is typed ahead stays for the next question. @throws CliError passphrase, interrupted
 */
export function askOnTerminal(question: string): string {
  // Two descriptors: the one that a ReadStream has may not wait, and reading is to wait.
  const terminal = new ReadStream(openTerminal());
  const keys = openTerminal();
  try {
    process.stderr.write(harmlessLine(question));
    terminal.setRawMode(true);
    return readLine(keys);
  } finally {
    terminal.setRawMode(false);
    terminal.destroy();
    closeSync(keys);
    process.stderr.write("\n");
  }
}

/**
 * Asks a question that a person answers with a line that shows as it is typed, or undefined where there is no
 * terminal.
 */
export function askAloud(question: string): string | undefined {
  let terminal: number;
  try {
    terminal = openSync("/dev/tty", "r");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
  try {
    process.stderr.write(harmlessLine(question));
    return readLine(terminal);
  } finally {
    closeSync(terminal);
  }
}

/** @throws CliError passphrase if it isn't UTF-8 */
export function passphraseText(bytes: Uint8Array): string {
  try {
    return parseUtf8(bytes, "identity-malformed");
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError(
      "passphrase",
      "The passphrase is not UTF-8 text: set the terminal to UTF-8, and try again.",
    );
  }
}

function openTerminal(): number {
  try {
    return openSync("/dev/tty", "r");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(
      "passphrase",
      "A passphrase is needed, and there is no terminal to ask on: give it with --passphrase-fd.",
    );
  }
}

/** Bytes up to Enter; backspace takes back one character, Ctrl-U all. Waits, and lets nothing else run. */
function readLine(descriptor: number): string {
  const typed: number[] = [];
  for (;;) {
    const key = readKey(descriptor);
    switch (key) {
      case KEYS.interrupt:
        throw new CliError("interrupted", "Stopped; nothing was opened.");
      case KEYS.enter:
      case KEYS.lineFeed:
      case KEYS.endOfInput:
      case undefined:
        return takeLine(typed);
      case KEYS.clear:
        typed.fill(0).length = 0;
        break;
      case KEYS.backspace:
      case KEYS.delete:
        takeBack(typed);
        break;
      default:
        typed.push(key);
    }
  }
}

function readKey(descriptor: number): number | undefined {
  const key = new Uint8Array(1);
  return readSync(descriptor, key) === 0 ? undefined : key[0];
}

function takeLine(typed: number[]): string {
  const bytes = Uint8Array.from(typed);
  typed.fill(0);
  try {
    return passphraseText(bytes);
  } finally {
    wipe(bytes);
  }
}

/** Removes the last character: its continuation bytes (10xxxxxx) and its first. */
function takeBack(typed: number[]): void {
  while (typed.length > 0 && ((typed.pop() ?? 0) & 0xc0) === 0x80);
}
