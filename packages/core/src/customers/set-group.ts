import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { allGroups, countGroups, insertGroup, lockGroup, renameGroup } from "./queries/groups.ts";
import { CustomerGroups, type CustomersErrorCode, maxGroups, SetGroup } from "./schemas.ts";

/** Makes a group, or changes the name of one. Its handle stays: prices and promotions name it. */
export const setGroup = write(
  "customers.set_group",
  {
    access: { staff: "customers.write" },
    input: SetGroup,
    output: CustomerGroups,
    audit: ({ handle, name }) => ({ subject: handle, details: { name } }),
  },
  async (ctx, { handle, name, version }) => {
    if (version === null) {
      if ((await countGroups(ctx.db)) >= maxGroups)
        throw new DomainError<CustomersErrorCode>("limit", "customers.too_many_groups", { max: maxGroups });
      if (!(await insertGroup(ctx.db, handle, name, ctx.now())))
        throw new DomainError<CustomersErrorCode>("conflict", "customers.group_taken", { handle });
    } else {
      const current = await lockGroup(ctx.db, handle);
      if (current === undefined) throw notFound("customer_group");
      if (current !== version) throw new DomainError<CustomersErrorCode>("conflict", "customers.stale", { current });
      await renameGroup(ctx.db, handle, name, ctx.now());
    }
    return { items: await allGroups(ctx.db) };
  },
);
