/** Shapes of a shop's own domains. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { id, instant } from "../wire.ts";

/** A host name of 253 characters at most; more is cut off before it is looked at. */
const typedHost = z.string().trim().min(1).max(300);

/**
 * `pending` until the proof is found, `verified` until the domain points here, then `active`. `failed`: no proof in
 * seven days. `lost`: the proof has been gone for three.
 */
export const DomainState = z.enum(["pending", "verified", "active", "failed", "lost"]);
export type DomainState = z.output<typeof DomainState>;

/** Why the last look did not lead further. */
export const DomainProblem = z.enum([
  "no_record",
  "wrong_record",
  "taken",
  "not_pointed",
  "dns_unavailable",
  "try_later",
]);
export type DomainProblem = z.output<typeof DomainProblem>;

const DnsRecord = z.object({ name: z.string(), value: z.string() });

export const Domain = z.object({
  id: id("dom"),
  /** As DNS knows it: `xn--…` for other scripts. */
  host: z.string(),
  /** As it is written. */
  shown: z.string(),
  state: DomainState,
  problem: DomainProblem.nullable(),
  /** The TXT record that proves that the domain is the shop's. It must stay. */
  proof: DnsRecord,
  /** Whether it is the whole of what was registered: no CNAME can stand there (RFC 1034 §3.6.2). */
  atRoot: z.boolean(),
  /** The CNAME record that brings visitors here, or an ALIAS at the root. */
  pointer: DnsRecord,
  checkedAt: instant.nullable(),
  /** When it is looked at next; null when only on request. */
  nextCheckAt: instant.nullable(),
  /** Since when the proof of a verified domain has been gone. */
  missingSince: instant.nullable(),
});
export type Domain = z.output<typeof Domain>;

export const Domains = z.object({ items: z.array(Domain), most: z.int() });

export const AddDomain = z.object({ host: typedHost });
export type AddDomain = z.output<typeof AddDomain>;

export const DomainRef = z.object({ id: id("dom") });
export type DomainRef = z.output<typeof DomainRef>;

/** Region → control plane: this tenant has proved that the host is its own. */
export const ClaimDomain = z.object({ host: z.string().min(1).max(253), tenantId: id("ten") });
export const Claimed = z.object({
  /** Whether the host is the tenant's on the whole platform. */
  owned: z.boolean(),
});

export type DomainsErrorCode =
  | "domains.not_a_host"
  | "domains.bare_suffix"
  | "domains.reserved"
  | "domains.own_host"
  | "domains.mixed_scripts"
  | "domains.confusable"
  | "domains.known"
  | "domains.too_many";
