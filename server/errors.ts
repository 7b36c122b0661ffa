/** Why the server can't start: the message is one sentence that says what to put right. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The code of an error, or of what caused it, for an operator: `ENOSPC`, `SQLITE_NOTADB`. */
export function errorCode(error: unknown): string {
  const root = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (root instanceof Error && "code" in root && typeof root.code === "string") return root.code;
  return root instanceof Error ? root.name : "unknown";
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
