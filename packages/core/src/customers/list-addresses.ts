import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { customerById } from "./queries/customers.ts";
import { AddressBook } from "./schemas.ts";
import { customerOf } from "./visitor.ts";

/** The own addresses, oldest first. */
export const listAddresses = read(
  "customers.list_addresses",
  { access: { customer: true }, input: nothing, output: AddressBook },
  async (ctx: TenantCtx) => ({ items: (await customerById(ctx.db, customerOf(ctx)))?.addresses ?? [] }),
);
