import { rests } from "./in-page.ts";
import { KeysPage } from "./keys-page.ts";

/** The steward's role, where several sit beside each other: in tabs behind the one in front nothing is drawn. */
export class StewardPage extends KeysPage {
  override async start(path: string): Promise<void> {
    await this.page.bringToFront();
    await super.start(path, "steward");
  }

  override async go(selector: string): Promise<void> {
    await this.page.bringToFront();
    await super.go(selector);
  }

  /** A step's main button, or another one that does something; waits until it is done. */
  override async act(selector = "#act"): Promise<void> {
    this.actions++;
    await this.go(selector);
    await this.rests();
  }

  override async choose(id: string, ...paths: readonly string[]): Promise<void> {
    await this.page.bringToFront();
    await super.choose(id, ...paths);
    await this.rests();
  }

  async error(): Promise<string> {
    return await this.text('[role="alert"]');
  }

  /** The words of the instance, on the table. */
  async anchorWords(): Promise<string> {
    const words = await this.page.$$eval(".table .words:first-of-type ol", ([first]) =>
      [...(first?.querySelectorAll("li") ?? [])].map((item) => item.textContent),
    );
    return words.join(" ");
  }

  /** Waits until nothing is being done. */
  async rests(): Promise<void> {
    await this.page.evaluate(rests, this.patience);
  }
}
