import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { customerById } from "./queries/customers.ts";
import { Customer, GetCustomer } from "./schemas.ts";

export const getCustomer = read(
  "customers.get",
  { access: { staff: "customers.read" }, input: GetCustomer, output: Customer },
  async (ctx: TenantCtx, input) => {
    const found = await customerById(ctx.db, input.id);
    if (found === undefined) throw notFound("customer");
    return found;
  },
);
