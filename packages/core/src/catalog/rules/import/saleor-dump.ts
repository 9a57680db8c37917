/** A dump of Django's tables: a list of `{ model, pk, fields }`, looked up by key or by any field. */

export interface Entry {
  readonly pk: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Whether the data looks like a dump of Saleor's. */
export function isSaleorDump(data: unknown): data is readonly unknown[] {
  return Array.isArray(data) && data.some((item) => isObject(item) && item["model"] === "product.product");
}

export class SaleorDump {
  readonly #tables: ReadonlyMap<string, readonly Entry[]>;
  readonly #indexes = new Map<string, ReadonlyMap<string, readonly Entry[]>>();

  constructor(data: readonly unknown[]) {
    const entries = data.flatMap((item) => {
      if (!isObject(item) || !isObject(item["fields"])) return [];
      return [{ model: textOf(item["model"]), entry: { pk: textOf(item["pk"]), fields: item["fields"] } }];
    });
    const grouped = Map.groupBy(entries, (one) => one.model);
    this.#tables = new Map([...grouped].map(([model, list]) => [model, list.map((one) => one.entry)]));
  }

  all(model: string): readonly Entry[] {
    return this.#tables.get(model) ?? [];
  }

  /** The entries whose field has this value, in the dump's order. */
  where(model: string, field: string, value: string): readonly Entry[] {
    const name = `${model} ${field}`;
    const index = this.#indexes.get(name) ?? Map.groupBy(this.all(model), (entry) => textOf(entry.fields[field]));
    this.#indexes.set(name, index);
    return index.get(value) ?? [];
  }

  find(model: string, pk: unknown): Entry | undefined {
    const name = `${model} #`;
    const index = this.#indexes.get(name) ?? Map.groupBy(this.all(model), (entry) => entry.pk);
    this.#indexes.set(name, index);
    return index.get(textOf(pk))?.[0];
  }

  /** A text of the entry that another one refers to, or "". */
  textOfRelated(model: string, pk: unknown, field: string): string {
    return textOf(this.find(model, pk)?.fields[field]);
  }
}

export function textOf(value: unknown): string {
  return typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";
}

export function numberOf({ fields }: Entry, field: string): number {
  const value = fields[field];
  return typeof value === "number" ? value : 0;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
