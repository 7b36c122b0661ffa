import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import { codeOf, type ErrorCode, isAboutContents } from "../../opening/error-codes.ts";
import type { CasebookChange, ReadDraft } from "./casebook-messages.ts";
import type { BundleHead, FoundTip } from "./messages.ts";

/** Told of what is found in a file, in its order. */
export interface Finds {
  bundle(head: BundleHead): void;
  tip(tip: FoundTip): void;
  /** @param tip what the tip in it would be called; null if nobody says so */
  broken(name: string, code: ErrorCode, tip: TipId | null): void;
  read(bytes: number): void;
  people(people: readonly Person[]): void;
  casebook(change: CasebookChange): void;
  /** What this reviewer sealed for themself. */
  own(text: string): void;
  /** A letter that a colleague is asked to sign, or that came back from one. */
  draft(draft: ReadDraft): void;
}

/**
 * What is wrong with one envelope is that envelope's affair, and so is what the program stumbles over in it; a bundle
 * that is cut short or can't be read is the whole file's, and want of memory is the machine's: undefined for these.
 */
export function codeOfOne(error: unknown): ErrorCode | undefined {
  const code = codeOf(error);
  if (code === "bundle-damaged" || code === "file-unreadable") return undefined;
  if (code === undefined) console.error(error);
  return code ?? (isAboutContents(error) ? "program-stumbled" : undefined);
}
