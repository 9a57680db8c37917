import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { allGroups, deleteGroup, lockGroup } from "./queries/groups.ts";
import { CustomerGroups, type CustomersErrorCode, RemoveGroup } from "./schemas.ts";

/** Removes a group and takes everybody out of it. Prices and promotions for it apply to nobody from then on. */
export const removeGroup = write(
  "customers.remove_group",
  {
    access: { staff: "customers.write" },
    input: RemoveGroup,
    output: CustomerGroups,
    audit: ({ handle }) => ({ subject: handle }),
  },
  async (ctx, { handle, version }) => {
    const current = await lockGroup(ctx.db, handle);
    if (current === undefined) throw notFound("customer_group");
    if (current !== version) throw new DomainError<CustomersErrorCode>("conflict", "customers.stale", { current });
    await deleteGroup(ctx.db, handle, ctx.now());
    return { items: await allGroups(ctx.db) };
  },
);
