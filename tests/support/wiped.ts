import { vi } from "vitest";

/** What a piece of work comes to, or the message with which it fails; and all bytes that were overwritten, as they had been. */
export async function wipedBy(
  work: () => Promise<unknown>,
): Promise<{ readonly came: unknown; readonly wiped: readonly string[] }> {
  const wiped: string[] = [];
  const overwrite = Uint8Array.prototype.fill;
  const fill = vi.spyOn(Uint8Array.prototype, "fill").mockImplementation(function (this: Uint8Array, ...how) {
    wiped.push(hexOf(this));
    return overwrite.apply(this, how);
  });
  try {
    return { came: await work().catch((error: Error) => error.message), wiped };
  } finally {
    fill.mockRestore();
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
