import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { checkedAddress } from "./address-book.ts";
import { lockOwn } from "./own-customer.ts";
import { changeCustomer } from "./queries/customers.ts";
import { withAddress } from "./rules/address-book.ts";
import { AddAddress, AddressBook, type CustomersErrorCode, maxAddresses } from "./schemas.ts";

/** Adds an address to the own book; the first one becomes the default. */
export const addAddress = write(
  "customers.add_address",
  { access: { customer: true }, input: AddAddress, output: AddressBook, audit: "shopper" },
  async (ctx, { address, isDefault }) => {
    const added = { id: newId("adr"), isDefault, address: checkedAddress(address) };
    const own = await lockOwn(ctx);
    if (own.addresses.length >= maxAddresses)
      throw new DomainError<CustomersErrorCode>("limit", "customers.too_many_addresses", { max: maxAddresses });
    const addresses = withAddress(own.addresses, added);
    return { items: (await changeCustomer(ctx.db, own.id, { addresses }, ctx.now())).addresses };
  },
);
