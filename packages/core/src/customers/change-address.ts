import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { checkedAddress } from "./address-book.ts";
import { lockOwn } from "./own-customer.ts";
import { changeCustomer } from "./queries/customers.ts";
import { withChange } from "./rules/address-book.ts";
import { AddressBook, ChangeAddress } from "./schemas.ts";

/** Changes an address of the own book, or makes it the default. */
export const changeAddress = write(
  "customers.change_address",
  { access: { customer: true }, input: ChangeAddress, output: AddressBook, audit: "shopper" },
  async (ctx, { id, address, isDefault }) => {
    const change = { isDefault, address: address === undefined ? undefined : checkedAddress(address) };
    const own = await lockOwn(ctx);
    const addresses = withChange(own.addresses, id, change);
    if (addresses === undefined) throw notFound("address");
    return { items: (await changeCustomer(ctx.db, own.id, { addresses }, ctx.now())).addresses };
  },
);
