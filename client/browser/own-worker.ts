/** What of Trusted Types is used here; browsers that have none need none. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The one policy that the page's own policy admits, and the only addresses that it trusts. */
export const TRUSTED_TYPES_POLICY = "nightjar-worker";

const ours = new Set<string>();
let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** A worker from the text of its program: the page loads nothing. @param name by which the program knows what to do */
export function startOwnWorker(program: string, name = ""): Worker {
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  ours.add(url);
  const types: TrustedTypes | undefined = Reflect.get(globalThis, "trustedTypes");
  policy ??= types?.createPolicy(TRUSTED_TYPES_POLICY, {
    createScriptURL(asked) {
      if (ours.has(asked)) return asked;
      throw new TypeError("only the page's own workers are trusted");
    },
  });
  const worker = new Worker(policy ? policy.createScriptURL(url) : url, { name });
  ours.delete(url);
  URL.revokeObjectURL(url);
  return worker;
}
