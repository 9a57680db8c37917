import type { CustomField, ImportIssue, ProductStatus } from "../../schemas.ts";
import {
  readBoolean,
  readCurrency,
  readHandle,
  readInteger,
  readLength,
  readLine,
  readLocale,
  type Read,
  readTaxClass,
  readText,
  readWeight,
} from "./cells.ts";
import type { Format, Target } from "./format.ts";
import type { IssueCode } from "./issue-codes.ts";
import { type AmountCell, rowPrices } from "./row-prices.ts";
import { type FlagField, type ImportRow, issue, type NumberField, type TextField } from "./shape.ts";

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

export interface ReadRow {
  readonly row: ImportRow;
  readonly errors: ImportIssue[];
  readonly warnings: ImportIssue[];
}

/** Reads one line: every cell on its own, then what needs two of them (an amount and its currency). */
export function readRow(cells: readonly string[], row: number, options: ReadRowOptions): ReadRow {
  const reader = new RowReader(row, options);
  options.columns.forEach((column, i) => {
    const cell = (cells[i] ?? "").trim();
    if (cell !== "") reader.cell(column, cell);
  });
  return reader.end();
}

const lengths: Partial<Record<TextField, number>> = {
  brand: 120,
  productType: 120,
  sku: 120,
  barcode: 60,
  pictureAlt: 500,
};

function readField(field: TextField, cell: string): Read<string> {
  if (field === "handle" || field === "slug") return readHandle(cell);
  if (field === "taxClass") return readTaxClass(cell);
  if (field === "locale") return readLocale(cell);
  if (field === "description") return readText(cell, 50_000);
  if (field === "seoDescription") return readText(cell, 1_000);
  return readLine(cell, lengths[field] ?? 250);
}

interface OptionCell {
  readonly header: string;
  readonly name?: string;
  readonly value?: string;
}

class RowReader {
  readonly #row: number;
  readonly #options: ReadRowOptions;
  readonly #errors: ImportIssue[] = [];
  readonly #warnings: ImportIssue[] = [];
  readonly #fields: Partial<Record<TextField, string>> = {};
  readonly #flags: Partial<Record<FlagField, boolean>> = {};
  readonly #numbers: Partial<Record<NumberField, number>> = {};
  readonly #customFields = new Map<string, CustomField>();
  readonly #chosen = new Map<number, OptionCell>();
  readonly #texts: ImportRow["texts"][number][] = [];
  readonly #tags = new Set<string>();
  readonly #pictures = new Set<string>();
  readonly #categories: string[][] = [];
  /** Cells that wait for another one: amounts for their currency, measures for their unit. */
  readonly #amounts: AmountCell[] = [];
  readonly #measures: { readonly column: BoundColumn; readonly cell: string }[] = [];
  #status: ProductStatus | undefined;
  #currency: string | undefined;
  #discount: { readonly header: string; readonly cell: string } | undefined;
  #units: Format["units"];

  constructor(row: number, options: ReadRowOptions) {
    this.#row = row;
    this.#options = options;
    this.#units = options.format.units;
  }

  cell(column: BoundColumn, cell: string): void {
    const { target, names, header } = column;
    switch (target.is) {
      case "text":
        this.#take(column, cell, readField(target.field, cell), (value) => void (this.#fields[target.field] ??= value));
        return;
      case "flag":
        this.#take(column, cell, readBoolean(cell), (value) => void (this.#flags[target.field] = value));
        return;
      case "status":
        this.#status = this.#options.format.statuses.get(cell.toLowerCase());
        if (this.#status === undefined) this.#refuse(header, "unknown_status", cell);
        return;
      case "stock":
        this.#take(column, cell, readInteger(cell), (value) => void (this.#numbers.stock = value));
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
        this.#take(column, cell, readCurrency(cell), (value) => void (this.#currency = value));
        return;
      case "price":
      case "compareAt":
        this.#amount(header, cell, undefined, null, target.is === "compareAt");
        return;
      case "marketPrice":
      case "marketCompareAt":
        this.#take(column, cell, readCurrency(names["currency"] ?? ""), (currency) =>
          this.#amount(header, cell, currency, names["market"] ?? null, target.is === "marketCompareAt"),
        );
        return;
      case "discountPercent":
        this.#discount = { header, cell };
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
        this.#option(column, cell, Number(names["n"]), target.is === "optionName");
        return;
      case "customField":
        this.#customField(header, cell, names["key"] ?? "");
        return;
      case "translation":
        this.#take(column, cell, readLocale(names["locale"] ?? ""), (locale) =>
          this.#take(
            column,
            cell,
            readField(target.field, cell),
            (text) => void this.#texts.push({ locale, field: target.field, text }),
          ),
        );
        return;
      case "ignored":
        return;
    }
  }

  end(): ReadRow {
    for (const { column, cell } of this.#measures) this.#measure(column, cell);
    const prices = {
      amounts: this.#amounts,
      currency: this.#currency ?? this.#options.defaultCurrency,
      discount: this.#discount,
    };
    const row = {
      row: this.#row,
      fields: this.#fields,
      flags: this.#flags,
      numbers: this.#numbers,
      status: this.#status,
      tags: [...this.#tags],
      categories: this.#categories,
      customFields: Object.fromEntries(this.#customFields),
      options: this.#chosenOptions(),
      prices: rowPrices(prices, (header, code, cell) => this.#refuse(header, code, cell)),
      pictures: [...this.#pictures],
      texts: this.#texts,
    };
    return { row, errors: this.#errors, warnings: this.#warnings };
  }

  #take<T>({ header }: BoundColumn, cell: string, read: Read<T>, use: (value: T) => void): void {
    if (read.ok) use(read.value);
    else this.#refuse(header, read.code, cell);
  }

  #refuse(header: string, code: IssueCode, cell: string | null): void {
    this.#errors.push(issue(this.#row, header, code, cell));
  }

  #decimal(cell: string): string {
    return this.#options.decimalComma && /^-?\d+,\d+$/.test(cell) ? cell.replace(",", ".") : cell;
  }

  #amount(header: string, cell: string, currency: string | undefined, market: string | null, compare: boolean): void {
    this.#amounts.push({ header, cell: this.#decimal(cell), currency, market, compare });
  }

  #isForeign({ header }: BoundColumn, cell: string): boolean {
    if (this.#options.format.foreignId?.test(cell) !== true) return false;
    this.#warnings.push(issue(this.#row, header, "foreign_id", cell));
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

  #option(column: BoundColumn, cell: string, n: number, isName: boolean): void {
    const option = this.#chosen.get(n) ?? { header: column.header };
    this.#take(column, cell, readLine(cell, isName ? 60 : 120), (text) => {
      this.#chosen.set(n, { ...option, ...(isName ? { name: text } : { value: text }) });
    });
  }

  #chosenOptions(): ImportRow["options"] {
    return [...this.#chosen]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([, { name, value, header }]) => {
        if (name !== undefined && value !== undefined) return [{ name, value }];
        this.#refuse(header, name === undefined ? "option_without_name" : "option_without_value", null);
        return [];
      });
  }

  #customField(header: string, cell: string, name: string): void {
    const key = name.replace(/[^\p{L}\p{N}_.-]+/gu, "_").slice(0, 80);
    if (cell.length > 2_000) this.#refuse(header, "too_long", cell);
    else this.#customFields.set(key, { type: "text", value: cell });
  }

  #measure(column: BoundColumn, cell: string): void {
    const { target } = column;
    const [weight, length] = [this.#units.weight, this.#units.length];
    if (target.is === "weight") {
      this.#take(
        column,
        cell,
        readWeight(this.#decimal(cell), weight),
        (grams) => void (this.#numbers.weightGrams = grams),
      );
    } else if (target.is === "length") {
      const { field } = target;
      this.#take(column, cell, readLength(this.#decimal(cell), length), (size) => void (this.#numbers[field] = size));
    }
  }
}
