/** What a rival's worker is asked to seal. It answers with the sealed bytes' number, or with an error's text. */
export interface RivalTask {
  readonly file: Blob;
  /** In the rival's own text form. */
  readonly recipients: readonly string[];
}

export type RivalAnswer = { readonly length: number } | { readonly error: string };

/** Runs a rival inside its worker: its `seal` yields the sealed bytes, which are counted and dropped. */
export function serve(seal: (task: RivalTask) => Promise<ReadableStream<Uint8Array>>): void {
  const answer = async (task: RivalTask): Promise<RivalAnswer> => {
    try {
      let length = 0;
      for await (const chunk of await seal(task)) length += chunk.length;
      return { length };
    } catch (error) {
      return { error: String(error) };
    }
  };
  self.addEventListener("message", async (event: MessageEvent<RivalTask>) => {
    self.postMessage(await answer(event.data));
  });
}
