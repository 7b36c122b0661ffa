/** Why the server can't start: the message is one sentence that says what to put right. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** Why a file that the server needs can't be had, and what to do. @param what "the anchor" */
export function cannotRead(what: string, path: string, error: unknown): StartError {
  const code = errorCode(error);
  if (code === "ENOENT") return new StartError(`${path} isn't there: put ${what} there and start again.`);
  if (code === "EACCES" || code === "EPERM") return new StartError(notAllowed(what, path, "read"));
  return new StartError(`The server can't read ${what} (${code}): look at the disk and at ${path}.`);
}

/** @param how "read", or "read and write" */
export function notAllowed(what: string, path: string, how: string): string {
  const user = process.getuid?.();
  return `The server runs as user ${user}, who isn't allowed to ${how} ${what}: ${path}. Make user ${user} its owner (chown -R ${user} ${path}), and the owner of Nightjar's folders above it, or start the server as the user who owns them.`;
}

/** The code of an error, or of what caused it, for an operator: `ENOSPC`, `SQLITE_NOTADB`. */
export function errorCode(error: unknown): string {
  const root = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Node's `rm` gives an empty one for what it has no name for, such as EIO.
  if (root instanceof Error && "code" in root && typeof root.code === "string" && root.code !== "")
    return root.code;
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
