import { skeleton } from "./skeleton.ts";

/** Names that a visitor would take for the platform itself, or that its hosts and paths use. */
const reserved: ReadonlySet<string> = new Set(
  [
    "about abuse account accounts admin administrator api app apps assets auth autodiscover",
    "billing blog careers cdn checkout cloud config connect console contact control core",
    "dashboard demo dev developer developers dns docs download email embed example faq files ftp",
    "help home host hostmaster images imap info internal invoice legal localhost log-in login logout",
    "mail mailbox media meridian metrics mobile monitor news noreply null oauth official operator",
    "order orders password pay payment payments paypal pg-catalog platform policy pop portal postmaster",
    "preview privacy proxy public region register reset root sales sandbox search secure security",
    "server service settings shop shops sign-in sign-up signin signup smtp sql sso staff stage staging",
    "static stats status store storefront stripe support sys system team tenant test tls trust undefined",
    "update uploads user users verify web webhook webhooks webmail webmaster www",
  ].flatMap((line) => line.split(" ")),
);
const reservedSkeletons: ReadonlySet<string> = new Set([...reserved].map(skeleton));

export function isReserved(slug: string): boolean {
  return reserved.has(slug);
}

/** Whether the slug is not reserved but looks like a reserved one. */
export function resemblesReserved(slug: string): boolean {
  return !reserved.has(slug) && reservedSkeletons.has(skeleton(slug));
}
