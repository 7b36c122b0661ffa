import { Encrypter } from "age-encryption";
import { serve } from "./task.ts";

serve(async ({ file, recipients }) => {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(file.stream());
});
