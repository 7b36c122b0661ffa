import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { pairName, signedName } from "../../../ceremony/draft-names.ts";
import { type Known, newestCurrency } from "../../../ceremony/known.ts";

/** All that is known, as files by their places in a ceremony file. */
export function documentsOf({ rosters, annexes }: Known): Map<string, Uint8Array> {
  const documents = new Map<string, Uint8Array>();
  for (const { annex, document } of annexes)
    documents.set(`annexes/${pairName(annex.sequence)}`, encodeSignedDocument(document));
  for (const known of rosters) {
    const { document, roster } = known;
    documents.set(`rosters/${signedName(roster.sequence)}`, encodeSignedDocument(document));
    const statement = newestCurrency(known) ?? known.currencies.at(-1);
    if (!statement) continue;
    const pair = encodeRosterFile({ roster: document, currency: statement.document });
    documents.set(`rosters/${pairName(roster.sequence)}`, pair);
  }
  return documents;
}
