import { describe, expect, test } from "vitest";
import { withoutPeriods } from "../../../client/vault/destruction.ts";
import {
  newReviewerVault,
  newStewardVault,
  reviewerCard,
  stewardCard,
  withMorePeriods,
} from "../../../client/vault/enrol.ts";
import { openVault, sealVault, VAULT_WORK } from "../../../client/vault/sealed-vault.ts";
import { vaultIdentities, wipeVault } from "../../../client/vault/vault.ts";
import { HeaderReader } from "../../../crypto/age/header.ts";
import { scryptIdentity } from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import {
  hybridRecipient,
  type Recipient,
  scryptKey,
  scryptRecipient,
  x25519Recipient,
  ZERO_NONCE,
} from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import type { Stanza } from "../../../crypto/age/stanza.ts";
import { parseScryptStanza } from "../../../crypto/age/stanzas-known.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { verifyReviewerCard } from "../../../crypto/documents/reviewer-card.ts";
import { verifyStewardCard } from "../../../crypto/documents/steward-card.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { codeOf, codeOfAsync } from "../../support/code-of.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { months, vaultCodeOf } from "../../support/vaults.ts";

const { anchor } = testInstance();
const person = { handle: "Wren", languages: ["zh-Hans"] };

describe.each(providers)("$name: a reviewer's vault and its card", (primitives) => {
  const vault = newReviewerVault(person, anchor, months(3));
  const card = verifyReviewerCard(reviewerCard(vault, primitives), primitives);
  const sealedTo = (recipient: Recipient) => collect(seal([utf8("tip")], [recipient], primitives));
  const opened = async (file: Uint8Array, by = vault) =>
    codeOfAsync(open([file], vaultIdentities(by), primitives));

  test("what is sealed to any key of a period on the card, the vault opens", async () => {
    for (const period of card.periods) {
      expect(await opened(await sealedTo(hybridRecipient(period.recipient)))).toBe("accepted");
      expect(await opened(await sealedTo(x25519Recipient(period.classicRecipient)))).toBe("accepted");
    }
  });

  test("the casebook's key opens no tip", async () => {
    expect(await opened(await sealedTo(hybridRecipient(card.casebookRecipient)))).toBe("no-match");
  });

  test("a card changed in one byte, signed by another, or signed twice is refused", () => {
    const document = reviewerCard(vault, primitives);
    const other = reviewerCard(newReviewerVault(person, anchor, months(3)), primitives);
    const [signature] = document.signatures;
    if (!signature) throw new Error("a card is signed");
    const payload = document.payload.slice();
    payload.set(utf8("Wrem"), Buffer.from(payload).indexOf("Wren"));
    expect(codeOf(() => verifyReviewerCard({ ...document, payload }, primitives))).toBe("signature-invalid");
    for (const signatures of [other.signatures, [signature, signature], [signature, ...other.signatures]]) {
      expect(codeOf(() => verifyReviewerCard({ ...document, signatures }, primitives))).toBe(
        "signature-invalid",
      );
    }
    const payloadType = "application/vnd.nightjar.steward-card.v1+json";
    expect(codeOf(() => verifyReviewerCard({ ...document, payloadType }, primitives))).toBe(
      "document-malformed",
    );
  });

  test("a steward's card holds the public halves, and each kind of vault makes its own kind of card", async () => {
    const steward = newStewardVault("Heron");
    const stewards = verifyStewardCard(stewardCard(steward, primitives), primitives);
    expect(encodeHex(stewards.signingKey)).toBe(encodeHex(primitives.ed25519PublicKey(steward.signing)));
    expect(await vaultCodeOf(() => stewardCard(vault, primitives))).toBe("vault-of-reviewer");
    expect(await vaultCodeOf(() => reviewerCard(steward, primitives))).toBe("vault-of-steward");
  });
});

const [primitives = providers[0]] = providers;
if (!primitives) throw new Error("a provider");

test("two vaults share no key, and a card's fingerprint is twelve words that follow its bytes", () => {
  const cards = [1, 2].map(() => reviewerCard(newReviewerVault(person, anchor, months(2)), primitives));
  const words = cards.map((card) => cardFingerprint(card.payload));
  expect(new Set(words).size).toBe(2);
  for (const text of words) expect(text.split(" ")).toHaveLength(12);
  expect(cardFingerprint(cards[0]?.payload ?? new Uint8Array())).toBe(words[0]);
});

test("further periods follow the last, none is ever made twice, and 36 are the most", async () => {
  const vault = newReviewerVault(person, anchor, months(12));
  const more = withMorePeriods(vault, months(12, "2028-01-01T00:00:00Z"));
  expect(more.periods).toHaveLength(24);
  expect(await vaultCodeOf(() => withMorePeriods(vault, months(1, "2027-12-01T00:00:00Z")))).toBe(
    "periods-overlap",
  );
  expect(await vaultCodeOf(() => withMorePeriods(more, months(13, "2029-01-01T00:00:00Z")))).toBe(
    "periods-full",
  );
  const freed = withoutPeriods(more, more.periods.slice(0, 12));
  expect(withMorePeriods(freed, months(13, "2029-01-01T00:00:00Z")).periods).toHaveLength(36);
});

test("a sealed vault: scrypt at the measured work, opened by its passphrase and no other", async () => {
  const vault = newReviewerVault(person, anchor, months(2));
  const file = await sealVault(vault, "correct horse battery", primitives);
  const stanza = new HeaderReader().push(file)?.header.stanzas[0];
  expect(stanza).toMatchObject({ type: "scrypt", args: [expect.any(String), String(VAULT_WORK)] });
  expect(await openVault(file, "correct horse battery", primitives)).toEqual(vault);
  expect(await codeOfAsync(openVault(file, "correct horse batterx", primitives))).toBe("no-match");
});

const FORMS = ["NFC", "NFD"] as const;

describe("one passphrase, typed on two machines", () => {
  const words = "Müller café Việt 한국어 が 五個";
  test.each(FORMS)("a vault made with %s opens with either", async (made) => {
    const vault = newReviewerVault(person, anchor, months(2));
    const file = await sealVault(vault, words.normalize(made), primitives, 4);
    expect(words.normalize("NFC")).not.toBe(words.normalize("NFD"));
    for (const typed of FORMS)
      expect(await openVault(file, words.normalize(typed), primitives)).toEqual(vault);
    expect(await codeOfAsync(openVault(file, words.replace("é", "e"), primitives))).toBe("no-match");
    // Whatever it was typed as, it is sealed to the composed form.
    const [stanza] = new HeaderReader().push(file)?.header.stanzas ?? [];
    const { salt, logN } = parseScryptStanza(stanza as Stanza);
    const key = scryptKey(words.normalize("NFC"), salt, logN);
    expect(primitives.aeadOpen(key, ZERO_NONCE, (stanza as Stanza).body)).toHaveLength(16);
  });

  test.each([...FORMS, undefined])("a file that others sealed to %s opens with either", async (sealed) => {
    // As it is: neither composed nor decomposed.
    const mixed = `${"é".normalize("NFC")} ${"ü".normalize("NFD")}`;
    const passphrase = sealed === undefined ? mixed : mixed.normalize(sealed);
    const file = await collect(seal([new Uint8Array(3)], [scryptRecipient(passphrase, 4)], primitives));
    const typed = sealed === undefined ? [mixed] : FORMS.map((form) => mixed.normalize(form));
    for (const form of typed) {
      const { plaintext } = await open([file], [scryptIdentity(form)], primitives);
      expect(await collect(plaintext)).toEqual(new Uint8Array(3));
    }
  });
});

test("a wiped vault holds no secret byte", () => {
  const vault = newReviewerVault(person, anchor, months(2));
  wipeVault(vault);
  const secrets = [
    vault.signing,
    vault.longLived,
    ...vault.periods.flatMap((p) => Object.values(p.identities ?? {})),
  ];
  expect(secrets).toHaveLength(6);
  for (const secret of secrets) expect(secret.every((byte: number) => byte === 0)).toBe(true);
});
