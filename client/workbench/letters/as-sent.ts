/** As a letter has it: no control characters but the ends of lines, and no white space around it. */
export function asSent(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
}
