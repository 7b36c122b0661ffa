import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";

/**
 * A library as Uwazi keeps one, as far as its import goes (huridocs/uwazi, `app/api/csv`, told in our own words): it
 * takes a CSV, or a ZIP with `import.csv` in its root, into one template at a time.
 */
export class UwaziLibrary {
  /** By thesaurus, its values in the library's language. */
  readonly thesauri = new Map<string, string[]>();
  readonly entities: Entity[] = [];
  readonly #language: string;

  /** @param language what Uwazi calls it at the head of a thesaurus's columns */
  constructor(language: string) {
    this.#language = language;
  }

  /** The column of the library's language; if there is none, English; else the first. */
  importThesaurus(name: string, csv: Uint8Array): void {
    const [head = [], ...rows] = cellsOf(csv);
    const at = [this.#language, "English"].map((one) => head.indexOf(one)).find((one) => one >= 0) ?? 0;
    const values = rows.map((row) => sanitized(row[at] ?? "")).filter((value) => value !== "");
    for (const value of values) if (/^ *-/.test(value)) throw new Error(`nested: ${value}`);
    this.thesauri.set(name, values);
  }

  /** @param types of the template's properties by their names; a column that is none of them is passed over */
  importTable(template: string, file: Uint8Array, types: Readonly<Record<string, PropertyType>>): void {
    const [head = [], ...rows] = cellsOf(tableIn(file));
    for (const row of rows) {
      const cells = Object.fromEntries(head.map((name, i) => [safeName(name), row[i] ?? ""]));
      const title = cells.title ?? "";
      if (title === "") throw new Error("an entity without a title");
      const metadata = Object.fromEntries(
        Object.entries(types).flatMap(([name, type]) => {
          const value = cells[name] ?? "";
          return value === "" ? [] : [[name, this.#parsed(value, type)]];
        }),
      );
      // Only an `id` that is an entity's own here updates it; any other makes a new one.
      const known = this.entities.find((one) => one.id === cells.id);
      if (known) Object.assign(known, { title, metadata });
      else this.#add({ template, title, metadata });
    }
  }

  #add(entity: Omit<Entity, "id">): void {
    this.entities.push({ ...entity, id: `shared-${this.entities.length}` });
  }

  #parsed(value: string, type: PropertyType): unknown {
    if (type === "text") return sanitized(value);
    if (type === "geolocation") {
      const [lat, lon] = value.split("|").map(Number);
      return { lat, lon };
    }
    if (type === "daterange") {
      const [from = "", to = ""] = value.split(":");
      return { from: secondsOf(from), to: secondsOf(to) };
    }
    if ("relationship" in type) return this.#related(value, type.relationship);
    return this.#labels(value, type.multiselect);
  }

  /** A label that the thesaurus doesn't have becomes a new value of it. */
  #labels(value: string, thesaurus: string): readonly string[] {
    const values = this.thesauri.get(thesaurus) ?? [];
    this.thesauri.set(thesaurus, values);
    const labels = value
      .split("|")
      .map((label) => label.trim())
      .filter((label) => label !== "");
    return labels.map((label) => {
      const known = values.find((one) => one.toLowerCase() === label.toLowerCase());
      if (known === undefined) values.push(label);
      return known ?? label;
    });
  }

  /** By title, in one template; a title that nobody has becomes an entity of nothing else. */
  #related(value: string, template: string): readonly string[] {
    const titles = [...new Set(value.split("|").filter((title) => title !== ""))];
    const find = (title: string) =>
      this.entities.filter((one) => one.template === template && one.title === title);
    for (const title of titles) if (find(title).length === 0) this.#add({ template, title, metadata: {} });
    return titles.flatMap(find).map(({ id }) => id);
  }
}

export interface Entity {
  readonly id: string;
  readonly template: string;
  readonly title: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type PropertyType =
  | "text"
  | "geolocation"
  | "daterange"
  | { readonly multiselect: string }
  | { readonly relationship: string };

/** What is no CSV is a ZIP; one without the file that Uwazi looks for is refused. */
function tableIn(file: Uint8Array): Uint8Array {
  if (file[0] !== 0x50 || file[1] !== 0x4b) return file;
  const table = unzipSync(file)["import.csv"];
  if (!table) throw new Error("import.csv file not found");
  return table;
}

/** White space at the ends of a cell stays only between quotes. */
function cellsOf(csv: Uint8Array): string[][] {
  return parse(Buffer.from(csv), { trim: true }) as string[][];
}

/** Two underscores and a language's key at the end would make it a column of that language. */
function safeName(head: string): string {
  if (/__/.test(head)) throw new Error(`a column of one language: ${head}`);
  return head
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_");
}

/** White space is one space, and what says that it is nothing is nothing. */
function sanitized(text: string): string {
  const plain = text.trim().replaceAll(/\s+/g, " ");
  return /^(null|undefined|n\/a)$/i.test(plain) ? "" : plain;
}

/** Of the forms that Uwazi reads whatever its own is, the one of ISO 8601. */
function secondsOf(date: string): number | null {
  if (date === "") return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`no date: ${date}`);
  const seconds = Date.parse(`${date}T00:00:00Z`) / 1000;
  if (Number.isNaN(seconds)) throw new Error(`no date: ${date}`);
  return seconds;
}
