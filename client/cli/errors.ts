/** How a command ended; `--help` lists them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  wrongUse: 2,
  /** Done, but not for all that there was, or with warnings; what exactly, each command's help says. */
  partly: 3,
  interrupted: 130,
} as const;

/** Every way the command line refuses, with the exit code that goes with it. */
const EXITS = {
  usage: EXIT.wrongUse,
  "file-missing": EXIT.wrongUse,
  "file-kind": EXIT.wrongUse,
  "file-unreadable": EXIT.failed,
  "no-room": EXIT.failed,
  "output-refused": EXIT.failed,
  "identity-refused": EXIT.failed,
  passphrase: EXIT.failed,
  "data-refused": EXIT.failed,
  "document-refused": EXIT.failed,
  "tor-refused": EXIT.failed,
  "backup-refused": EXIT.failed,
  "vault-refused": EXIT.failed,
  "casebook-refused": EXIT.failed,
  "not-confirmed": EXIT.failed,
  "server-failed": EXIT.failed,
  "answer-refused": EXIT.failed,
  "envelope-refused": EXIT.failed,
  "bundle-refused": EXIT.failed,
  "mailbag-refused": EXIT.failed,
  interrupted: EXIT.interrupted,
} as const;

export type CliErrorCode = keyof typeof EXITS;

/** The one error of the command line's own layer. The message is a whole sentence with the next step. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }

  get exit(): number {
    return EXITS[this.code];
  }
}

/** Wrong use of whichever command this runs for: the command adds where its help is. */
export class WrongUse extends CliError {
  readonly #complaint: string;

  constructor(complaint: string) {
    super("usage", `${complaint}.`);
    this.#complaint = complaint;
  }

  of(command: string): CliError {
    return new CliError("usage", `${this.#complaint}: see "npm run nightjar -- ${command} --help".`);
  }
}
