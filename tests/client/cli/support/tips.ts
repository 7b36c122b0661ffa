import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import { encodeTip, TIP_FILE_NAME, type Tip } from "../../../../client/report/tip.ts";
import { hybridRecipient } from "../../../../crypto/age/recipients.ts";
import { seal } from "../../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../../crypto/bytes.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { sealEnvelope } from "../../../../crypto/envelope.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { type TestInstance, testInstance } from "../../../support/instance.ts";

export const sodium = await loadSodium();

/** An instance, its documents and its reviewers' identity files in a folder. */
export interface InstanceOnDisk extends TestInstance {
  readonly anchorPath: string;
  readonly rosterPath: string;
  /** 0600, one for each reviewer. */
  readonly identityPaths: readonly string[];
}

export function instanceOnDisk(folder: string): InstanceOnDisk {
  const instance = testInstance({ primitives: sodium });
  const written = (name: string, bytes: Uint8Array | string, mode = 0o644) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes, { mode });
    return join(folder, name);
  };
  return {
    ...instance,
    anchorPath: written("anchor.json", encodeAnchor(instance.anchor)),
    rosterPath: written("roster.json", encodeRosterFile(instance.file)),
    identityPaths: instance.identityFiles.map((text, i) => written(`identity-${i + 1}.txt`, text, 0o600)),
  };
}

/** A report that names this instance and its roster. */
export function tipFor(instance: TestInstance, more: Partial<Tip> = {}): Tip {
  return {
    instance: instance.anchor.instance,
    roster: instance.roster.digest,
    language: "en",
    report: { ...EMPTY_REPORT, narrative: "A door behind the restaurant." },
    attachments: [],
    reply: null,
    ...more,
  };
}

/** A tip as the page seals it: files by their tar names, behind tip.json. */
export async function sealedTip(
  instance: TestInstance,
  tip: Tip,
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<Uint8Array> {
  const contents = Object.entries({ [TIP_FILE_NAME]: encodeTip(tip), ...files });
  const tarFiles = contents.map(([name, bytes]) => ({ name, size: bytes.length, content: [bytes] }));
  return await collect(sealEnvelope(tarFiles, instance.roster, sodium));
}

/** Any contents, sealed to the first so many reviewers of an instance: what a hand, or an enemy, can make. */
export async function sealedContents(
  instance: TestInstance,
  contents: Uint8Array | string,
  most = 16,
): Promise<Uint8Array> {
  const reviewers = instance.roster.roster.reviewers.slice(0, most);
  const recipients = reviewers.map((reviewer) => hybridRecipient(reviewer.recipient));
  return await collect(seal([typeof contents === "string" ? utf8(contents) : contents], recipients, sodium));
}
