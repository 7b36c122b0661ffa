import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname } from "node:path";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";

/**
 * Keeps a second run in this network namespace away from the bundle that this one makes. The lock is a Unix socket in the
 * abstract namespace, named after the bundle: binding it is atomic, nothing of it lies on a disk (sticks have no hard
 * links), and the kernel lets go of it however the process ends, so that it is never a dead one's.
 * @throws CliError output-refused, if another process holds it; errors of the system, if its folder isn't there
 */
export async function holdLock(bundle: string): Promise<() => void> {
  const folder = await realpath(dirname(bundle));
  // Sticks make no difference between b.bundle and B.bundle.
  const named = `${folder}\0${basename(bundle).toLowerCase()}`;
  const name = createHash("sha256").update(named).digest("hex");
  const socket = createServer((connection) => connection.destroy());
  socket.listen({ path: `\0nightjar-pickup-${name}`, exclusive: true });
  try {
    await once(socket, "listening");
  } catch (error) {
    if (!(isSystemError(error) && error.code === "EADDRINUSE")) throw error;
    throw new CliError("output-refused", "Another pickup works on this bundle: let it end, or end it.");
  }
  socket.unref();
  return () => void socket.close();
}
