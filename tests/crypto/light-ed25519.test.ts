import { expect, test, vi } from "vitest";
import { ed25519 } from "../../crypto/primitives/light-ed25519.ts";

// courier.html has a lighter library in this one's place (client/build/light-ed25519.ts): all that is tested of the one
// is tested of the other.
vi.mock("@noble/curves/ed25519.js", async (original) => ({ ...(await original<object>()), ed25519 }));

await import("./ed25519.test.ts");

test("it stands in the place of the other, in what signs too, and all tests of that are here", async ({
  task,
}) => {
  expect((await import("@noble/curves/ed25519.js")).ed25519).toBe(ed25519);
  const { noble } = await import("../../crypto/primitives/noble.ts");
  const sign = vi.spyOn(ed25519, "sign");
  noble.ed25519Sign(new Uint8Array(32), new Uint8Array(0));
  expect(sign).toHaveBeenCalledOnce();
  expect(task.file.tasks.length).toBeGreaterThan(10);
});
