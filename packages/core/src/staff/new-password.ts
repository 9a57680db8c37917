import { DomainError } from "../kernel/errors.ts";
import { hashPassword } from "../platform/password-hash.ts";
import { isCommonPassword } from "../kernel/common-password.ts";

/** Throws `invalid` for a password that anybody would try early. */
export function assertGoodPassword(password: string, email: string | null): void {
  if (isCommonPassword(password, email))
    throw new DomainError("invalid", "staff.password_too_common", { fields: ["password"] });
}

/** The hash of a newly chosen password. */
export async function hashNewPassword(password: string, email: string | null): Promise<string> {
  assertGoodPassword(password, email);
  return hashPassword(password);
}
