/** Whether reviewers can give something this label: short, visible, on one line. */
export function isLabel(text: string): boolean {
  return /^[^\p{C}\p{DI}]{1,64}$/u.test(text);
}
