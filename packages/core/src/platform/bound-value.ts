/**
 * A value as PostgreSQL reads it in its text format: null, bytes, or text. Moments go in UTC, lists as array literals
 * (PostgreSQL's documentation § 8.15.2), other objects as JSON.
 */
export function boundValue(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return momentText(value);
  if (Array.isArray(value)) return arrayLiteral(value);
  if (ArrayBuffer.isView(value)) return bytesOf(value);
  return JSON.stringify(value);
}

/** PostgreSQL has no year 0: what ISO 8601 calls so is 1 BC. */
function momentText(moment: Date): string {
  const year = moment.getUTCFullYear();
  const iso = moment.toISOString();
  if (year > 0 && year < 10_000) return iso;
  const inYear = iso.slice(iso.indexOf("-", 1));
  return year > 0 ? `${year}${inYear}` : `${String(1 - year).padStart(4, "0")}${inYear} BC`;
}

function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map(element).join()}}`;
}

function element(item: unknown): string {
  if (Array.isArray(item)) return arrayLiteral(item);
  const value = boundValue(item);
  if (value === null) return "NULL";
  if (typeof value !== "string") return `"\\\\x${value.toString("hex")}"`;
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
