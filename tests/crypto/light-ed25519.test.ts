import { expect, test, vi } from "vitest";
import { ed25519 } from "../../crypto/primitives/light-ed25519.ts";

// courier.html has a lighter library in this one's place (client/build/light-ed25519.ts): all that is tested of the one
// is tested of the other.
vi.mock("@noble/curves/ed25519.js", async (original) => ({ ...(await original<object>()), ed25519 }));

await import("./ed25519.test.ts");

test("it stands in the place of the other", async () => {
  expect((await import("@noble/curves/ed25519.js")).ed25519).toBe(ed25519);
});
