/** A worker from the text of its program: the page loads nothing, and a saved page has no files beside it. */
export function startWorker(program: string): Worker {
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}
