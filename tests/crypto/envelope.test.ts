import { expect, test } from "vitest";
import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { open } from "../../crypto/age/open.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { envelopeLength, sealEnvelope } from "../../crypto/envelope.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { parseIdentityFile } from "../support/age-text.ts";
import { testInstance } from "../support/instance.ts";
import { providers } from "../support/primitives.ts";

const instance = testInstance({ reviewers: 3 });
const contents = { "tip.json": utf8('{"a":1}'), "attachments/01-photo.jpg": new Uint8Array(300_000).fill(7) };
const files = Object.entries(contents).map(([name, bytes]) => ({
  name,
  size: bytes.length,
  content: [bytes],
}));

for (const primitives of providers) {
  test(`every reviewer opens what was sealed to the roster (${primitives.name})`, async () => {
    const envelope = await collect(sealEnvelope(files, instance.roster, primitives));
    expect(envelope.length).toBe(
      envelopeLength(
        files.map((file) => file.size),
        instance.roster,
      ),
    );
    for (const identityFile of instance.identityFiles) {
      const opened = await open([envelope], parseIdentityFile(identityFile), primitives);
      const found: Record<string, Uint8Array> = {};
      for await (const file of unpackTar(opened.plaintext)) found[file.name] = await collect(file.content);
      expect(found).toEqual(contents);
    }
  });

  test(`the server's door lets it in, and knows how many recipients (${primitives.name})`, async () => {
    const inspector = new EnvelopeInspector();
    for await (const chunk of sealEnvelope(files, instance.roster, primitives)) inspector.push(chunk);
    expect(inspector.finish()).toMatchObject({ kind: "mlkem768x25519", recipients: 3 });
  });
}
