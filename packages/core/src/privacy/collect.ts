import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import { customerForPrivacy } from "../customers/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { tenantTables } from "../tenant-schema.ts";
import { answersWith, personOf, rowsOf } from "./queries.ts";
import { byText, isOfPerson, locatorOf } from "./rules/person.ts";
import type { PersonExport } from "./schemas.ts";

/** What opens something is the person's, but belongs in no file. */
const secrets: readonly string[] = ["password_hash", "hash", "token", "code_hash", "details", "quote_hash"];

/** Everything of a person, collected from the tables as they are declared. */
export async function collect(ctx: TenantCtx, customerId: Id<"cus">): Promise<PersonExport> {
  const customer = await customerForPrivacy(ctx.db, customerId);
  if (customer === undefined) throw notFound("customer");
  const person = await personOf(ctx.db, customerId, customer.email);
  const tables: PersonExport["tables"] = [];
  for (const [name, columns] of Object.entries(tenantTables)) {
    const all = Object.keys(columns);
    const open = all.filter((column) => !secrets.includes(column) && !staffs(columns[column]));
    const personal = Object.fromEntries(
      open.flatMap((column) => {
        const policy = columns[column] ?? "none";
        return policy !== "none" && isOfPerson(policy) ? [[column, policy.keep]] : [];
      }),
    );
    const rows = byText.includes(name)
      ? await answersWith(ctx.db, name, person.emails)
      : locatorOf(name, all) === undefined
        ? []
        : await rowsOf(ctx.db, name, open, all, person);
    if (rows.length > 0) tables.push({ name, personal, rows: rows.map(plain) });
  }
  return { format: "meridian-person/1", exportedAt: toInstant(ctx.now()), shop: ctx.tenant.name, customerId, tables };
}

const staffs = (policy: unknown): boolean =>
  typeof policy === "object" && policy !== null && (policy as { of?: unknown }).of === "staff";

/** As JSON writes it: moments in ISO 8601. */
const plain = (row: object): Record<string, unknown> => JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
