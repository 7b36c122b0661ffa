/** The worker's bundled program: the build puts the text in place of this name. */
declare const NIGHTJAR_WORKER: string;

/** What of Trusted Types is used here; browsers that have none need none. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The one policy that the page's own policy admits, and the only address that it trusts. */
export const TRUSTED_TYPES_POLICY = "nightjar-worker";

/** The worker, from the text of its program: the page loads nothing. To be called once. */
export function startWorker(): Worker {
  const url = URL.createObjectURL(new Blob([NIGHTJAR_WORKER], { type: "text/javascript" }));
  const types: TrustedTypes | undefined = Reflect.get(globalThis, "trustedTypes");
  const policy = types?.createPolicy(TRUSTED_TYPES_POLICY, {
    createScriptURL(asked) {
      if (asked === url) return asked;
      throw new TypeError("only the page's own worker is trusted");
    },
  });
  const worker = new Worker(policy ? policy.createScriptURL(url) : url);
  URL.revokeObjectURL(url);
  return worker;
}
