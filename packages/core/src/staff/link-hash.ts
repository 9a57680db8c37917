import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";

/**
 * The hash under which the secret of a mailed link is kept.
 *
 * @throws DomainError invalid `staff.link_incomplete`: a mail program broke the link, or it was not copied as a whole.
 */
export function linkHash(token: string): string {
  if (!/^[\w-]{43}$/.test(token)) throw new DomainError("invalid", "staff.link_incomplete", { fields: ["token"] });
  return hashSecret(token);
}
