import { wipe } from "../../../../crypto/bytes.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { list, scalar } from "../../../../crypto/documents/canonical.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { parseCourierAddress } from "../../../courier/address.ts";
import { MOST_ADDRESSES, sealPack } from "../../../courier/pack.ts";
import { defineCommand } from "../../command.ts";
import { readCourierKey } from "../../courier/key-file.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { orUsage } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const courierPack = defineCommand("courier pack", {
  summary: "put key, anchor and addresses into one sealed file for courier.html",
  about: `
    Makes the one file that a courier opens in courier.html, with Tor Browser: the key, the anchor, and
    where the server is, sealed by a passphrase (an age file; stock age opens it). Who has the file and the
    passphrase is this courier.`,
  options: {
    "--key FILE": `the courier's key, from "courier init"`,
    "--anchor FILE": "the instance's anchor, from a source that you trust",
    "--address ADDRESS…": `the couriers' onion, as the operator gave it: 56 characters and .onion; may be
      given many times, if several servers serve the instance`,
    "--pack FILE": "where the pack goes; nothing is overwritten",
    ...PASSPHRASE_OPTION,
  },
  example: `npm run nightjar -- courier pack --key courier/courier.key --anchor anchor.json --address $ONION.onion \\
  --pack swift.pack`,

  async run(values) {
    const { key: keyPath, anchor: anchorPath, address: given, pack: path } = values;
    const addresses = orUsage("The option --address takes an onion's name, each once", () =>
      list(scalar(parseCourierAddress), given.length, MOST_ADDRESSES).read([...new Set(given)], "addresses"),
    );
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    await refuseIfThere(path);
    const anchor = await readDocument(anchorPath, parseAnchor);
    const seed = await readCourierKey(keyPath);
    try {
      const pack = await sealPack({ anchor, seed, addresses }, passphrases.choose(path), await loadSodium());
      await replaceFile(path, pack, 0o600);
    } finally {
      wipe(seed);
    }
    say(`The pack is ${path}: open it in courier.html. ${keyPath} is needed by "courier pickup" only.`);
    return EXIT.ok;
  },
});
