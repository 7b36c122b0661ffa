/**
 * Takes a path as a canvas does, and writes it as an SVG path of whole numbers, each point relative to the one before.
 * Points that fall on the one before are left out, and so is what has no more than one point.
 */
export class PathText {
  #text = "";
  #line: [number, number][] = [];
  /** Where the text's pen is. */
  #at: [number, number] = [0, 0];

  moveTo(x: number, y: number): void {
    this.#write(false);
    this.#line = [[Math.round(x), Math.round(y)]];
  }

  lineTo(x: number, y: number): void {
    const point: [number, number] = [Math.round(x), Math.round(y)];
    const last = this.#line.at(-1);
    if (last?.[0] !== point[0] || last[1] !== point[1]) this.#line.push(point);
  }

  closePath(): void {
    this.#write(true);
  }

  beginPath(): void {}

  /** @throws Error always: there are no circles on this map */
  arc(): void {
    throw new Error("a point is no line");
  }

  /** All that was drawn. */
  end(): string {
    this.#write(false);
    return this.#text;
  }

  #write(closed: boolean): void {
    const [first] = this.#line;
    if (!first || this.#line.length < 2) return;
    for (const [i, point] of this.#line.entries()) {
      const command = i === 0 ? "m" : i === 1 ? "l" : "";
      this.#text += command + this.#step(point, command !== "");
    }
    if (closed) {
      this.#text += "z";
      this.#at = first;
    }
    this.#line = [];
  }

  /** A minus parts two numbers as well as a space does. */
  #step([x, y]: [number, number], first: boolean): string {
    const [dx, dy] = [x - this.#at[0], y - this.#at[1]];
    this.#at = [x, y];
    return `${first || dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
  }
}
