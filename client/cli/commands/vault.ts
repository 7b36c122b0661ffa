import { commandGroup } from "../group.ts";

export const vault = commandGroup(
  "vault",
  "look after a vault, offline",
  new Map([
    ["status", async () => (await import("./vault/status.ts")).vaultStatus],
    ["destroy", async () => (await import("./vault/destroy.ts")).vaultDestroy],
    ["passphrase", async () => (await import("./vault/passphrase.ts")).vaultPassphrase],
    ["backup", async () => (await import("./vault/backup.ts")).vaultBackup],
    ["restore", async () => (await import("./vault/restore.ts")).vaultRestore],
    ["follow", async () => (await import("./vault/follow.ts")).vaultFollow],
  ]),
);
