import { join } from "node:path";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { NOWHERE } from "../../source/build/fill.ts";
import { amountFrom } from "../courier/amounts.ts";
import type { Unit } from "../doctor/unit.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, kindOf, type Owner, requireFolder } from "../files.ts";
import { askAloud } from "../open/terminal.ts";
import { wholeNumber } from "../options.ts";
import { say, warn } from "../say.ts";
import { confirm } from "./confirm.ts";
import { leavesTo } from "./data-files.ts";
import { packagedTemplate } from "./packaged.ts";

/** How often a question is put before whoever answers is believed to be none. */
const TRIES = 5;

/** What is asked for where an option didn't say it, as options would. */
export interface Asked {
  readonly anchor?: string | undefined;
  readonly known?: string | undefined;
  readonly pages?: string | undefined;
  readonly room?: string | undefined;
  readonly "retention-days"?: string | undefined;
  readonly "leave-to"?: string | undefined;
}

/**
 * Asks on the terminal for what a setup must know and wasn't told; what an earlier one was told is offered again.
 * @param before the unit that is there
 * @param keeper whose alone the page must be from which is offered where it leads, where another owns the data folder
 * @throws CliError usage where there is no terminal, or the page doesn't tell where it leads; not-confirmed if the
 * anchor isn't the stewards'; interrupted
 */
export async function askForSetup(
  data: string,
  { environment: settings }: Unit,
  told: Asked,
  keeper: Owner | undefined,
): Promise<Asked> {
  const isThere = async (name: string) => await exists(join(data, "public", name));
  // 1. Whose instance it is.
  const anchor =
    told.anchor ??
    ((await isThere("anchor.json"))
      ? undefined
      : await answer("The file with the instance's anchor", "anchor.json", async (path) => {
          await readDocument(path, parseAnchor);
        }));
  if (anchor !== undefined) {
    say(`The anchor's fingerprint: ${anchorFingerprint(await readDocument(anchor, parseAnchor))}`);
    confirm("Is it the one that a steward reads to you?");
  }
  // 2. What it shows.
  const known =
    told.known ??
    ((await isThere("rosters"))
      ? undefined
      : await answer("The stewards' rosters.tar; a dash if there is none yet", "rosters.tar", anyOrNone));
  const packaged = (await packagedTemplate()) !== undefined;
  const pages =
    told.pages ??
    (packaged || (await isThere("source.html"))
      ? undefined
      : await answer(
          "The folder with the pages that were built; a dash if there is none yet",
          "dist",
          folderOrNone,
        ));
  const leaveTo =
    told["leave-to"] ??
    (packaged
      ? await answer(
          'The page that "Leave now" opens',
          (await leavesTo(data, keeper)) ?? NOWHERE,
          async () => {},
        )
      : undefined);
  // 3. What it may take, and how long it keeps it.
  const room =
    told.room ??
    (await answer("Most that the spool may take", settings.get("NIGHTJAR_ROOM") ?? "10GB", async (text) => {
      amountFrom("room", text);
    }));
  const days =
    told["retention-days"] ??
    (await answer(
      "Days after which an envelope is deleted, fetched or not",
      settings.get("NIGHTJAR_RETENTION_DAYS") ?? "21",
      async (text) => void wholeNumber("retention-days", text, 1, 365),
    ));
  const none = (text: string | undefined) => (text === "-" ? undefined : text);
  return {
    anchor,
    known: none(known),
    pages: none(pages),
    room,
    "retention-days": days,
    "leave-to": leaveTo,
  };
}

async function anyOrNone(path: string): Promise<void> {
  if (path !== "-") await kindOf(path);
}

async function folderOrNone(path: string): Promise<void> {
  if (path !== "-") await requireFolder(path);
}

/** What is typed, or what is offered if nothing is; asked again, with the reason, while it can't be used. */
async function answer(
  question: string,
  offered: string,
  check: (text: string) => Promise<void>,
): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const typed = askAloud(`${question} [${offered}]: `);
    if (typed === undefined) break;
    const text = typed.trim() === "" ? offered : typed.trim();
    try {
      await check(text);
      return text;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      warn(error.message);
    }
  }
  throw new CliError(
    "usage",
    'Nobody answers: say it all by options, see "npm run nightjar -- setup --help".',
  );
}
