import "../http/quiet.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { instantOf } from "../../crypto/documents/instant.ts";
import { type Config, parseConfig } from "../config.ts";
import { errorCode, StartError } from "../errors.ts";
import { BagFolder, lettersBelow } from "../letters/bag-folder.ts";
import { loadPublicDocuments } from "../pages/public-documents.ts";
import { rosterShown } from "../rosters/roster-store.ts";
import { rosterStatus, type Status } from "../status/status.ts";
import { spoolBytes } from "../status/stored-days.ts";
import { openForReading } from "../store/sqlite/connection.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { requireForm } from "../store/sqlite/form.ts";
import { fits, remainsOf } from "../store/sqlite/soundness.ts";
import { copiesBelow } from "./backup-copies.ts";
import { run } from "./program.ts";

/** What "nightjar doctor" is told: what the server itself would make of its settings, documents and files. */
interface Examination {
  /** Why it would not start; undefined if it would, as far as can be seen without starting. */
  refusal?: string;
  /** What it would tell its operator of its documents. */
  readonly told: string[];
  settings?: Omit<Config, "data">;
  roster?: Status["roster"] & {
    readonly demo: boolean;
    readonly couriers: number;
    /** The part of the statement's life that has passed; null without one. */
    readonly currencyPassed: number | null;
  };
  /** Each database, by its path below the spool, and what SQLite says of it: "ok", or what is wrong. */
  readonly databases: { readonly name: string; readonly verdict: string }[];
  /** What was set aside since it can't be read, and how many envelopes still can be. */
  readonly damaged: { readonly name: string; readonly readable: number }[];
  /** Mailbags with letters, and the names of what lies beside them and is none. */
  letters: { readonly bags: number; readonly broken: readonly string[] };
  newestClosedDay?: string;
  spoolBytes?: number;
  /** Whether copies for a backup lie in the data folder. */
  copies: ReturnType<typeof copiesBelow>;
}

await run("The examination", (args) => examine(args.includes("--deep")));

/** Reads only, beside a running server or without one. To be run as the data's owner: SQLite makes files beside a log. */
async function examine(deep: boolean): Promise<Examination> {
  const letters = { bags: 0, broken: [] };
  const found: Examination = { told: [], databases: [], damaged: [], letters, copies: "none" };
  try {
    const { data, ...settings } = parseConfig(process.env);
    found.settings = settings;
    found.copies = copiesBelow(data);
    examineSpool(join(data, "spool"), deep, found);
    const { bags, broken, failing } = await new BagFolder(lettersBelow(data)).look();
    found.letters = { bags: bags.length, broken: [...broken.keys(), ...failing.keys()] };
    examineDocuments(data, found);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    found.refusal = error.message;
  }
  return found;
}

function examineDocuments(data: string, found: Examination): void {
  const { anchor, rosters } = loadPublicDocuments(data, Date.now, (sentence) => found.told.push(sentence));
  const view = rosters.look();
  const { currency } = rosterShown(view.shown) ?? {};
  const now = instantOf(Date.now());
  found.roster = {
    ...rosterStatus(view, now),
    demo: anchor.demo,
    couriers: view.couriers.length,
    currencyPassed: currency ? (now - currency.issued) / (currency.notAfter - currency.issued) : null,
  };
}

function examineSpool(spool: string, deep: boolean, found: Examination): void {
  if (!existsSync(join(spool, "days"))) return;
  requireForm(spool);
  const folder = new SpoolFolder(spool);
  for (const path of folder.databases())
    found.databases.push({ name: path.slice(spool.length + 1), verdict: verdictOn(path, deep) });
  for (const { path } of folder.damaged())
    found.damaged.push({ name: path.slice(spool.length + 1), readable: remainsOf(path).whole.length });
  const newest = folder.closedDays().at(-1);
  if (newest !== undefined) found.newestClosedDay = newest;
  found.spoolBytes = spoolBytes(spool);
}

function verdictOn(path: string, deep: boolean): string {
  try {
    using db = openForReading(path);
    const check = deep ? "integrity_check(1)" : "quick_check(1)";
    const sound = db.pragma(check, { simple: true }) === "ok";
    return sound && (path.endsWith("receipts.db") || fits(path)) ? "ok" : "damaged";
  } catch (error) {
    return errorCode(error);
  }
}
