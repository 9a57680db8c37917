import {
  asShopper,
  freshEmail,
  mailedToken,
  ofAccount,
  registered,
  session,
  shopper,
  shopperPassword,
} from "../support/customers.ts";
import * as make from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases } from "./case.ts";

interface Entry {
  readonly id: string;
}

/** A new address in the book of the world's shopper, and its id. */
async function entry(world: World): Promise<string> {
  const input = { address: { ...make.address(world.canary), line1: make.unique(world) } };
  const book = await ofAccount<{ items: Entry[] }>(world, world.shopper, "account.addresses", {});
  // The book is not endless: the oldest makes room.
  if (book.items.length > 20) await ofAccount(world, world.shopper, "account.removeAddress", { id: book.items[0]?.id });
  const { items } = await ofAccount<{ items: Entry[] }>(world, world.shopper, "account.addAddress", input);
  return items.at(-1)?.id ?? "";
}

interface Group {
  readonly handle: string;
  readonly version: number;
}

async function group(world: World): Promise<Group> {
  const handle = `g${make.mark()}`;
  const { items } = await world.admin<{ items: Group[] }>("customers.setGroup", { handle, name: world.canary });
  const made = items.find((one) => one.handle === handle);
  if (made === undefined) throw new Error("the group is not there");
  return made;
}

export const accountCases: Cases = {
  "account.addAddress": { input: (world) => ({ address: make.address(world.canary), isDefault: true }) },
  "account.addresses": { input: () => ({}) },
  "account.changeAddress": {
    input: async (world) => ({ id: await entry(world), address: make.address(world.canary), isDefault: true }),
  },
  "account.export": { input: () => ({}) },
  "account.forget": {
    input: () => ({ confirm: true }),
    caller: async (world) => asShopper(world, await shopper(world)),
    endsSession: true,
  },
  "account.get": { input: () => ({}) },
  "account.logIn": {
    input: (world) => ({ email: world.shopper.email, password: shopperPassword }),
    answersAnew: true,
  },
  "account.logOut": {
    input: () => ({ everywhere: false }),
    caller: async (world) => asShopper(world, await session(world, world.shopper.email)),
    endsSession: true,
  },
  "account.order": {
    input: async (world) => {
      const { items } = await ofAccount<{ items: { number: string }[] }>(world, world.shopper, "account.orders", {});
      return { number: items[0]?.number };
    },
    persons: ["number"],
  },
  "account.orders": { input: () => ({ first: 10 }) },
  "account.register": {
    input: (world) => ({
      email: freshEmail(world),
      password: shopperPassword,
      name: world.canary,
      locale: "de",
      returnUrl: `${world.origin}/account`,
    }),
  },
  "account.removeAddress": { input: async (world) => ({ id: await entry(world) }) },
  "account.requestPasswordReset": {
    input: (world) => ({ email: freshEmail(world), locale: "de", returnUrl: `${world.origin}/account` }),
  },
  "account.resetPassword": {
    input: async (world) => {
      const { email } = await shopper(world);
      await world.shop("account.requestPasswordReset", { email });
      return { token: await mailedToken(world, email, "reset"), password: shopperPassword };
    },
    names: ["token"],
  },
  "account.update": {
    input: (world) => ({
      name: world.canary,
      phone: "+49 30 123456",
      marketing: { agreed: true, wording: world.canary },
    }),
  },
  "account.verify": {
    input: async (world) => ({ token: await registered(world, freshEmail(world)) }),
    names: ["token"],
  },
};

const billingAddress = (world: World) => make.address(world.canary);

/** A company and somebody who is in it. */
async function member(world: World) {
  const [{ id: companyId }, { customerId }] = [await make.company(world), await shopper(world)];
  await world.admin("customers.addCompanyMember", { companyId, customerId });
  return { companyId, customerId };
}

export const customerCases: Cases = {
  "customers.addCompanyMember": {
    input: async (world) => ({
      companyId: (await make.company(world)).id,
      customerId: (await shopper(world)).customerId,
    }),
  },
  "customers.createCompany": {
    input: (world) => ({
      name: world.canary,
      taxId: "DE136695976",
      note: world.canary,
      billingAddress: billingAddress(world),
    }),
  },
  "customers.get": { input: (world) => ({ id: world.orders[0].customerId }) },
  "customers.getCompany": { input: async (world) => ({ id: (await member(world)).companyId }) },
  "customers.list": { input: (world) => ({ text: world.canary, registered: true, first: 10 }) },
  "customers.listCompanies": { input: (world) => ({ text: world.canary, status: "active", first: 10 }) },
  "customers.listGroups": { input: () => ({}) },
  "customers.removeCompany": {
    input: async (world) => {
      const { id, version } = await make.company(world);
      return { id, version };
    },
  },
  "customers.removeCompanyMember": { input: member },
  "customers.removeGroup": {
    input: async (world) => {
      const { handle, version } = await group(world);
      return { handle, version };
    },
    names: ["handle"],
  },
  "customers.setGroup": {
    input: async (world) => {
      const { handle, version } = await group(world);
      return { handle, version, name: `${world.canary} II` };
    },
    names: ["handle"],
  },
  "customers.update": {
    input: async (world) => {
      const { customerId: id } = await shopper(world);
      const { version } = await world.admin<{ version: number }>("customers.get", { id });
      const { handle } = await group(world);
      return { id, version, company: world.canary, taxStatus: "business", taxId: "DE123456789", groups: [handle] };
    },
  },
  "customers.updateCompany": {
    input: async (world) => {
      const { id, version } = await make.company(world);
      return { id, version, note: world.canary, billingAddress: billingAddress(world), taxId: "DE136695976" };
    },
  },
  "privacy.eraseCustomer": {
    input: async (world) => {
      const { customerId, email } = await shopper(world);
      return { id: customerId, confirm: email };
    },
  },
  "privacy.exportCustomer": { input: (world) => ({ id: world.orders[0].customerId }) },
};
