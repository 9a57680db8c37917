import { hashSecret } from "../platform/secrets.ts";

/** Under what a code is kept: a digest that another shop's same code does not share. `code` as it is compared. */
export function hashOfCode(tenantId: string, code: string): string {
  return hashSecret(`gift-card ${tenantId} ${code}`);
}

/** In groups of four, as it is printed. */
export function printedCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join("-");
}
