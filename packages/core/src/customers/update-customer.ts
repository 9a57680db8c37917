import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { changeCustomer, lockCustomer } from "./queries/customers.ts";
import { knownGroups } from "./queries/groups.ts";
import { taxFault } from "./rules/tax-status.ts";
import { Customer, type CustomersErrorCode, UpdateCustomer } from "./schemas.ts";

/** Changes what staff keep of a customer: groups, tax status with its evidence, company. */
export const updateCustomer = write(
  "customers.update",
  {
    access: { staff: "customers.write" },
    input: UpdateCustomer,
    output: Customer,
    audit: ({ id, ...fields }, customer) => ({
      subject: id,
      details: {
        fields: Object.keys(fields)
          .filter((field) => field !== "version")
          .sort(),
        ...(fields.groups === undefined ? {} : { groups: customer.groups }),
        ...(fields.taxStatus === undefined ? {} : { taxStatus: customer.taxStatus }),
      },
    }),
  },
  async (ctx, { id, version, ...change }) => {
    const wanted = change.groups === undefined ? undefined : [...new Set(change.groups)].sort();
    const known = await knownGroups(ctx.db, wanted ?? []);
    const customer = await lockCustomer(ctx.db, id);
    if (customer === undefined) throw notFound("customer");
    if (customer.erasedAt !== null) throw new DomainError<CustomersErrorCode>("conflict", "customers.erased");
    if (customer.version !== version)
      throw new DomainError<CustomersErrorCode>("conflict", "customers.stale", { current: customer.version });
    // A group that was removed meanwhile is none; those that the customer has are known by their rows.
    const unknown = wanted?.filter((handle) => !known.has(handle)) ?? [];
    if (unknown.length > 0)
      throw new DomainError<CustomersErrorCode>("invalid", "customers.group_unknown", {
        group: unknown[0] ?? "",
        fields: [{ path: "groups", message: "unknown" }],
      });
    const fault = taxFault({ ...customer, ...change });
    if (fault !== undefined) {
      const code = fault === "taxId" ? "customers.tax_id_missing" : "customers.evidence_missing";
      throw new DomainError<CustomersErrorCode>("invalid", code, { fields: [{ path: fault, message: "missing" }] });
    }
    return changeCustomer(ctx.db, id, { ...change, groups: wanted }, ctx.now());
  },
);
