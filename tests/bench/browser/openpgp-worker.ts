import { config, createMessage, encrypt, enums, readKey } from "openpgp";
import { serve } from "./task.ts";

serve(async ({ file, recipients }) => {
  const settings = { ...config, aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm };
  const encryptionKeys = await Promise.all(recipients.map((armoredKey) => readKey({ armoredKey })));
  const message = await createMessage({ binary: file.stream() });
  return await encrypt({ message, encryptionKeys, format: "binary", config: settings });
});
