import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { lockOwn } from "./own-customer.ts";
import { changeCustomer } from "./queries/customers.ts";
import { withoutAddress } from "./rules/address-book.ts";
import { AddressBook, RemoveAddress } from "./schemas.ts";

export const removeAddress = write(
  "customers.remove_address",
  { access: { customer: true }, input: RemoveAddress, output: AddressBook, audit: "shopper" },
  async (ctx, { id }) => {
    const own = await lockOwn(ctx);
    const addresses = withoutAddress(own.addresses, id);
    if (addresses === undefined) throw notFound("address");
    return { items: (await changeCustomer(ctx.db, own.id, { addresses }, ctx.now())).addresses };
  },
);
