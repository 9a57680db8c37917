import { customerForPrivacy } from "../customers/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import { vaultOf } from "../platform/vault.ts";
import { write } from "../platform/verb.ts";
import { erase } from "./erase.ts";
import { EraseCustomer, Erased, type PrivacyErrorCode } from "./schemas.ts";

/** Forgets a customer on request. The address is typed once more; of an erased customer anything confirms. */
export const eraseCustomer = write(
  "privacy.erase_customer",
  {
    access: { staff: "customers.erase" },
    input: EraseCustomer,
    output: Erased,
    audit: (_input, { customerId }) => ({ subject: customerId }),
    leaves: ["outbox"],
    prepare: vaultOf,
  },
  async (ctx, { id, confirm }) => {
    const customer = await customerForPrivacy(ctx.db, id);
    if (customer === undefined) throw notFound("customer");
    if (customer.erasedAt === null && confirm.toLowerCase() !== customer.email) {
      const fields = [{ path: "confirm", message: "different" }];
      throw new DomainError<PrivacyErrorCode>("invalid", "privacy.not_confirmed", { fields });
    }
    return erase(ctx, id);
  },
);
