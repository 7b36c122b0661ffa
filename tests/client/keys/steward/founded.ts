import { expect } from "vitest";
import {
  type CeremonyFile,
  EMPTY_FILE,
  encodeCeremonyFile,
} from "../../../../client/ceremony/ceremony-file.ts";
import { CeremonyError } from "../../../../client/ceremony/errors.ts";
import { readCeremonyFile } from "../../../../client/ceremony/read-ceremony-file.ts";
import {
  assemble,
  begin,
  callCurrent,
  draft,
  found,
  sign,
} from "../../../../client/keys/steward/model/steps.ts";
import { takeCard, takeIn } from "../../../../client/keys/steward/model/take-in.ts";
import { newStewardVault } from "../../../../client/vault/enrol.ts";
import type { Vault } from "../../../../client/vault/vault.ts";
import { collect } from "../../../../crypto/bytes.ts";
import type { Instant } from "../../../../crypto/documents/instant.ts";
import { packTar } from "../../../../crypto/tar.ts";
import { at, courierHeld, newReviewer, reviewerHeld, sodium } from "../../../support/ceremony.ts";
import { codeWithAsync } from "../../../support/code-of.ts";

export const NOW = at("2027-01-10");
export const MAY_BE = { name: "Night post", threshold: 2, currencyDays: 14, demo: false };
export const codeOf = (action: () => unknown) => codeWithAsync(CeremonyError, action);
export const on = (now: Instant) => ({ now, primitives: sodium });
export const bring = (mine: CeremonyFile, theirs: CeremonyFile, now: Instant = NOW) =>
  takeIn(mine, theirs, "brought", on(now));

/** As it is after it was saved and opened again. */
export const saved = async (file: CeremonyFile) =>
  await readCeremonyFile(await encodeCeremonyFile(file), sodium);

export const tarOf = (...names: string[]) =>
  collect(packTar(names.map((name) => ({ name, size: 2, content: [new Uint8Array(2)] }))));

export interface Person {
  readonly vault: Vault;
  readonly file: CeremonyFile;
}

export function newSteward(handle: string): Person {
  const vault = newStewardVault(handle);
  return { vault, file: begin(EMPTY_FILE, vault, sodium) };
}

/** Three stewards in one room, with two reviewers and a courier: Crane drafts, Crane and Heron sign. */
export async function founding() {
  const [crane, heron, ibis] = ["Crane", "Heron", "Ibis"].map(newSteward) as [Person, Person, Person];
  const all = bring(bring(crane.file, heron.file).file, ibis.file).file;
  const founded = found(all, MAY_BE);
  const anchor = founded.line?.first;
  if (!anchor) throw new Error("an anchor");
  const reviewers = ["Wren", "Lark"].map((handle) => reviewerHeld(newReviewer(anchor, handle)));
  const carded = [...reviewers, courierHeld(anchor, "Swift")].reduce(takeCard, founded);
  const drafted = await draft(carded, { from: NOW, months: 3, letters: 1 }, on(NOW));
  return { crane: { ...crane, file: drafted }, heron, ibis, anchor };
}

export const start = await founding();
export const { anchor } = start;
export const craneSigned = await sign(start.crane.file, start.crane.vault, on(NOW));
export const heronHas = bring(start.heron.file, await saved(craneSigned));
export const heronSigned = await sign(heronHas.file, start.heron.vault, on(NOW));
export const joined = bring(craneSigned, await saved(heronSigned)).file;
export const assembled = assemble(joined, on(NOW));
export const current = callCurrent(assembled, start.crane.vault, on(NOW)).file;

export type Refused = [code: string, what: string, act: () => unknown];

export async function expectRefused(code: string, act: () => unknown): Promise<void> {
  const error = await Promise.resolve()
    .then(act)
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(CeremonyError);
  expect(error).toMatchObject({ code });
  // The page says the sentence in each language; what stands behind it is names, days and codes.
  expect((error as CeremonyError).detail ?? "").not.toMatch(/[a-z]{2,} [a-z]{2,}/);
}

export function fail(): never {
  throw new Error("not there");
}
