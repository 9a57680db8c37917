import type { CustomField, ImportIssue, ProductStatus } from "../../schemas.ts";
import { readBoolean, readCurrency, readHandle, readInteger, readLength, readLine, readLocale, type Read, readPrice, readTaxClass, readText, readWeight } from "./cells.ts";
import type { Format, Target } from "./format.ts";
import { type FlagField, type ImportRow, issue, type NumberField, type RowPrice, type TextField } from "./shape.ts";

/** A column of the file that says something. */
export interface BoundColumn {
  /** As the file writes it. */
  readonly header: string;
  readonly target: Target;
  readonly names: Readonly<Record<string, string>>;
}

export interface ReadRowOptions {
  readonly format: Format;
  readonly columns: readonly BoundColumn[];
  /** Of prices whose currency the file does not say. */
  readonly defaultCurrency: string;
  /** Whether `12,50` is twelve and a half: files with semicolons come from where it is. */
  readonly decimalComma: boolean;
}

const lineLengths: Partial<Record<TextField, number>> = {
  title: 250,
  seoTitle: 250,
  brand: 120,
  productType: 120,
  sku: 120,
  variantTitle: 250,
  barcode: 60,
  pictureAlt: 500,
};

/** Reads one line: every cell on its own, then what needs two of them (an amount and its currency). */
export function readRow(cells: readonly string[], row: number, options: ReadRowOptions): { row: ImportRow; issues: ImportIssue[]; warnings: ImportIssue[] } {
  const reader = new RowReader(row, options);
  options.columns.forEach((column, i) => {
    const cell = (cells[i] ?? "").trim();
    if (cell !== "") reader.cell(column, cell);
  });
  return reader.end();
}

class RowReader {
  readonly #row: number;
  readonly #options: ReadRowOptions;
  readonly #issues: ImportIssue[] = [];
  readonly #warnings: ImportIssue[] = [];
  readonly #fields: Partial<Record<TextField, string>> = {};
  readonly #flags: Partial<Record<FlagField, boolean>> = {};
  readonly #numbers: Partial<Record<NumberField, number>> = {};
  readonly #customFields: Record<string, CustomField> = {};
  readonly #chosen = new Map<string, { name?: string; value?: string; column: string }>();
  readonly #texts: ImportRow["texts"][number][] = [];
  readonly #tags = new Set<string>();
  readonly #pictures = new Set<string>();
  readonly #categories: string[][] = [];
  /** Cells that wait for another one: the amounts for their currency, the measures for their unit. */
  readonly #amounts: { column: BoundColumn; cell: string; currency: string | undefined; compare: boolean }[] = [];
  readonly #measures: { column: BoundColumn; cell: string }[] = [];
  #status: ProductStatus | undefined;
  #currency: string | undefined;
  #discount: { column: BoundColumn; cell: string } | undefined;
  #units: { weight: string; length: string };

  constructor(row: number, options: ReadRowOptions) {
    this.#row = row;
    this.#options = options;
    this.#units = options.format.units;
  }

  cell(column: BoundColumn, cell: string): void {
    const { target, names } = column;
    switch (target.is) {
      case "text":
        this.#take(column, cell, this.#readText(target.field, cell), (value) => {
          this.#fields[target.field] ??= value;
        });
        return;
      case "flag":
        this.#take(column, cell, readBoolean(cell), (value) => {
          this.#flags[target.field] = value;
        });
        return;
      case "status": {
        const status = this.#options.format.statuses[cell.toLowerCase()];
        if (status === undefined) this.#refuse(column, "unknown_status", cell);
        else this.#status = status;
        return;
      }
      case "stock":
        this.#take(column, cell, readInteger(cell), (value) => {
          this.#numbers.stock = value;
        });
        return;
      case "tags":
        for (const tag of cell.split(this.#options.format.tagSeparator)) this.#tag(column, tag);
        return;
      case "tag":
        this.#tag(column, cell);
        return;
      case "category":
        this.#category(column, cell.split(target.separator));
        return;
      case "picture":
        this.#pictures.add(cell);
        return;
      case "currency":
        this.#take(column, cell, readCurrency(cell), (value) => {
          this.#currency = value;
        });
        return;
      case "price":
      case "compareAt":
        this.#amounts.push({ column, cell, currency: undefined, compare: target.is === "compareAt" });
        return;
      case "marketPrice":
      case "marketCompareAt":
        this.#take(column, cell, readCurrency(names["currency"] ?? ""), (currency) => {
          this.#amounts.push({ column, cell, currency, compare: target.is === "marketCompareAt" });
        });
        return;
      case "discountPercent":
        this.#discount = { column, cell };
        return;
      case "weight":
      case "length":
        this.#measures.push({ column, cell });
        return;
      case "weightUnit":
        this.#units = { ...this.#units, weight: cell };
        return;
      case "lengthUnit":
        this.#units = { ...this.#units, length: cell };
        return;
      case "optionName":
      case "optionValue":
        this.#option(column, cell, names["n"] ?? "");
        return;
      case "customField":
        this.#customField(column, cell, names["key"] ?? "");
        return;
      case "translation":
        this.#translation(column, cell);
        return;
      case "ignored":
        return;
    }
  }

  end(): { row: ImportRow; issues: ImportIssue[]; warnings: ImportIssue[] } {
    for (const measure of this.#measures) this.#measure(measure.column, measure.cell);
    const row = {
      row: this.#row,
      fields: this.#fields,
      flags: this.#flags,
      numbers: this.#numbers,
      status: this.#status,
      tags: [...this.#tags],
      categories: this.#categories,
      customFields: this.#customFields,
      options: this.#chosenOptions(),
      prices: this.#prices(),
      pictures: [...this.#pictures],
      texts: this.#texts,
    };
    return { row, issues: this.#issues, warnings: this.#warnings };
  }

  #take<T>(column: BoundColumn, cell: string, read: Read<T>, use: (value: T) => void): void {
    if (read.ok) use(read.value);
    else this.#refuse(column, read.code, cell);
  }

  #refuse(column: BoundColumn, code: string, cell: string | null): void {
    this.#issues.push(issue(this.#row, column.header, code, cell));
  }

  #number(cell: string): string {
    return this.#options.decimalComma && /^-?\d+,\d+$/.test(cell) ? cell.replace(",", ".") : cell;
  }

  #readText(field: TextField, cell: string): Read<string> {
    if (field === "handle" || field === "slug") return readHandle(cell);
    if (field === "taxClass") return readTaxClass(cell);
    if (field === "locale") return readLocale(cell);
    if (field === "description") return readText(cell, 50_000);
    if (field === "seoDescription") return readText(cell, 1_000);
    return readLine(cell, lineLengths[field] ?? 250);
  }

  #isForeign(column: BoundColumn, cell: string): boolean {
    if (this.#options.format.foreignId?.test(cell) !== true) return false;
    this.#warnings.push(issue(this.#row, column.header, "foreign_id", cell));
    return true;
  }

  #tag(column: BoundColumn, cell: string): void {
    if (cell.trim() === "" || this.#isForeign(column, cell)) return;
    this.#take(column, cell, readLine(cell, 80), (tag) => void this.#tags.add(tag));
  }

  #category(column: BoundColumn, parts: readonly string[]): void {
    if (parts.length === 1 && this.#isForeign(column, parts[0] ?? "")) return;
    const path: string[] = [];
    for (const part of parts.filter((one) => one.trim() !== "")) {
      this.#take(column, part, readLine(part, 120), (name) => void path.push(name));
    }
    if (path.length > 0) this.#categories.push(path);
  }

  #option(column: BoundColumn, cell: string, n: string): void {
    const option = this.#chosen.get(n) ?? { column: column.header };
    const name = column.target.is === "optionName";
    this.#take(column, cell, readLine(cell, name ? 60 : 120), (value) => {
      this.#chosen.set(n, { ...option, ...(name ? { name: value } : { value }) });
    });
  }

  #chosenOptions(): ImportRow["options"] {
    const numbered = [...this.#chosen].toSorted(([a], [b]) => Number(a) - Number(b));
    return numbered.flatMap(([, { name, value, column }]) => {
      if (name !== undefined && value !== undefined) return [{ name, value }];
      this.#issues.push(issue(this.#row, column, name === undefined ? "option_without_name" : "option_without_value"));
      return [];
    });
  }

  #customField(column: BoundColumn, cell: string, name: string): void {
    const key = name.replace(/[^\p{L}\p{N}_.-]+/gu, "_").slice(0, 80);
    if (cell.length > 2_000) return this.#refuse(column, "too_long", cell);
    this.#customFields[key] = { type: "text", value: cell };
  }

  #translation(column: BoundColumn, cell: string): void {
    const { target, names } = column;
    if (target.is !== "translation") return;
    const { field } = target;
    this.#take(column, cell, readLocale(names["locale"] ?? ""), (locale) =>
      this.#take(column, cell, this.#readText(field, cell), (value) => void this.#texts.push({ locale, field, text: value })),
    );
  }

  #measure(column: BoundColumn, cell: string): void {
    const { target } = column;
    const text = this.#number(cell);
    if (target.is === "weight") {
      this.#take(column, cell, readWeight(text, this.#units.weight), (grams) => {
        this.#numbers.weightGrams = grams;
      });
    } else if (target.is === "length") {
      this.#take(column, cell, readLength(text, this.#units.length), (millimetres) => {
        this.#numbers[target.field] = millimetres;
      });
    }
  }

  #prices(): RowPrice[] {
    const fallback = this.#currency ?? this.#options.defaultCurrency;
    const compare = new Map<string, number>();
    const found: RowPrice[] = [];
    for (const { column, cell, currency = fallback, compare: isCompare } of this.#amounts) {
      const market = column.names["market"] ?? null;
      this.#take(column, cell, readPrice(this.#number(cell), currency), (amount) => {
        if (isCompare) compare.set(`${market ?? ""} ${currency}`, amount);
        else found.push({ market, currency, amount, compareAt: null, column: column.header });
      });
    }
    return found.map((price) => this.#reduced({ ...price, compareAt: compare.get(`${price.market ?? ""} ${price.currency}`) ?? null }));
  }

  /** Half-up to the minor unit; per cent with at most four decimals, so that integers suffice. */
  #reduced(price: RowPrice): RowPrice {
    if (this.#discount === undefined) return price;
    const parts = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(this.#discount.cell);
    if (parts === null) {
      this.#refuse(this.#discount.column, "not_a_percentage", this.#discount.cell);
      return price;
    }
    const kept = 1_000_000n - BigInt(`${parts[1] ?? "0"}${(parts[2] ?? "").padEnd(4, "0")}`);
    const amount = Number((BigInt(price.amount) * kept * 2n + 1_000_000n) / 2_000_000n);
    return amount < price.amount ? { ...price, amount, compareAt: price.amount } : price;
  }
}
