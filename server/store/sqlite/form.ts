import { existsSync } from "node:fs";
import { StartError } from "../../errors.ts";
import { formOf, openForReading, openRollingBack } from "./connection.ts";
import { FORM, OLDEST_FORM } from "./day-schema.ts";
import { SpoolFolder } from "./folder.ts";
import { ifHad } from "./soundness.ts";

/** Until 22 November 2026 an envelope's row didn't say where its parts lie. */
const IS_OLDER =
  "SELECT count(*) > 0 AND sum(name = 'block') = 0 FROM pragma_table_info('envelopes') WHERE name IS NOT NULL";

const NOTHING_CHANGED = "Nothing was changed, and nothing is lost.";

/**
 * Looks at every database of a spool, and changes none, but that a change cut short by a crash is rolled back.
 * @throws StartError if one isn't of the form that is known here
 */
export function requireForm(spool: string): void {
  if (!existsSync(spool)) return;
  for (const path of new SpoolFolder(spool).databases()) {
    const form = formAt(path);
    if (form > FORM)
      throw new StartError(
        `${path} was written by a newer version of Nightjar than this: install that one again. ${NOTHING_CHANGED}`,
      );
    if (form < OLDEST_FORM)
      throw new StartError(
        `${path} was written by a version of Nightjar before 22 November 2026, in a form that this one doesn't read: with that version say export-spool, move ${spool} away, and bring the files in with import-spool. ${NOTHING_CHANGED}`,
      );
  }
}

/** What can't be read counts as known: damage is dealt with elsewhere, a day at a time. */
function formAt(path: string): number {
  const form = ifHad(() => {
    using db = existsSync(`${path}-journal`) ? openRollingBack(path) : openForReading(path);
    const said = formOf(db);
    if (said > 0) return said;
    return db.prepare(IS_OLDER).pluck().get() === 1 ? 0 : OLDEST_FORM;
  });
  return form ?? FORM;
}
