/** Why the server can't start: the message is one sentence that says what to put right. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/**
 * What may be printed of an error nobody foresaw: its name, its code and where it was thrown. Never its message,
 * which could quote what somebody sent.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return "a value that is no error was thrown";
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return [`${error.name}${code}`, ...frames].join("\n");
}
