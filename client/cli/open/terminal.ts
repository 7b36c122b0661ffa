import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { parseUtf8, wipe } from "../../../crypto/bytes.ts";
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

/** Asks on the terminal itself, whatever stdin is, without showing what is typed. @throws CliError passphrase, interrupted */
export async function askOnTerminal(question: string): Promise<string> {
  const terminal = openTerminal();
  try {
    process.stderr.write(harmlessLine(question));
    terminal.setRawMode(true);
    return await readLine(terminal);
  } finally {
    terminal.setRawMode(false);
    terminal.destroy();
    process.stderr.write("\n");
  }
}

function openTerminal(): ReadStream {
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(
      "passphrase",
      "A passphrase is needed, and there is no terminal to ask on: give it with --passphrase-fd.",
    );
  }
}

/** Bytes up to Enter; backspace takes back one character, Ctrl-U all. */
function readLine(terminal: ReadStream): Promise<string> {
  const typed: number[] = [];
  return new Promise((resolve, reject) => {
    const finish = () => {
      const bytes = Uint8Array.from(typed);
      typed.fill(0);
      try {
        resolve(parseUtf8(bytes, "identity-malformed"));
      } catch (error) {
        reject(error);
      } finally {
        wipe(bytes);
      }
    };
    terminal.on("error", reject);
    terminal.on("end", finish);
    terminal.on("data", (chunk: Buffer) => {
      for (const byte of chunk) {
        if (byte === KEYS.enter || byte === KEYS.lineFeed || byte === KEYS.endOfInput) return finish();
        if (byte === KEYS.interrupt)
          return reject(new CliError("interrupted", "Stopped; nothing was opened."));
        if (byte === KEYS.clear) typed.length = 0;
        else if (byte === KEYS.backspace || byte === KEYS.delete) takeBack(typed);
        else typed.push(byte);
      }
      chunk.fill(0);
    });
  });
}

/** Removes the last character: its continuation bytes (10xxxxxx) and its first. */
function takeBack(typed: number[]): void {
  while (typed.length > 0 && ((typed.pop() ?? 0) & 0xc0) === 0x80);
}
