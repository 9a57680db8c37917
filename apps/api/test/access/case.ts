import type { Capability } from "@meridian/core/platform/roles";
import { asShopper } from "../support/customers.ts";
import { bearer } from "../support/http.ts";
import type { Person } from "../support/merchant.ts";
import type { Target } from "../support/surfaces.ts";
import type { World } from "../support/world-type.ts";

/** What nobody outside the first shop may ever read. */
export interface Secrets {
  readonly ids: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Somebody for every rightful call. */
export interface Village {
  /** The shop that is attacked. */
  readonly a: World;
  readonly operator: Person;
  /** A shop that is only there to be suspended. */
  readonly lonelyTenantId: string;
}

/** Everybody who lives in the installation under test. */
export interface Town extends Village {
  /** Another shop of the same region, with as much in it. */
  readonly b: World;
  /** A token for a shop of the other region. */
  readonly farToken: string;
  readonly farKey: string;
  /** Tokens and sessions that were good once. */
  readonly goneToken: string;
  readonly goneCookie: string;
  /** The session of an operator who was revoked. */
  readonly goneOperatorCookie: string;
  readonly secrets: Secrets;
}

/** How one procedure is called rightfully, and what of its input names something. */
export interface Case {
  /** A good input for this world; each call makes what the procedure uses up anew. */
  readonly input: (world: World, village: Village) => unknown;
  /** Fields that open something without holding an id: slugs, secret tokens. */
  readonly names?: readonly string[];
  /** Fields whose thing belongs to another thing of the same input: one of elsewhere must be unknown. */
  readonly within?: readonly string[];
  /** Fields that name something of one person's within a shop; other shops may use the same names. */
  readonly persons?: readonly string[];
  /** Fields that may name something unknown without a refusal; why stands beside the case. */
  readonly unchecked?: readonly string[];
  /** Fields that are searched as text, whatever their name: anything may be looked for. */
  readonly searched?: readonly string[];
  /** Takes no idempotency key: it has the same effect however often it is called. */
  readonly keyless?: true;
  /** Its answer holds a secret and is not stored: a repeat gets another one. */
  readonly answersAnew?: true;
  /** Ends the caller's own session: a repeat finds nobody logged in. */
  readonly endsSession?: true;
  /** Who calls, where the access alone does not tell. */
  readonly caller?: (world: World, village: Village) => Promise<Record<string, string>>;
  /** What a member needs for it, where the verb itself looks at the member's role. */
  readonly capability?: Capability;
  /** The code of that refusal, where it is not the usual one. */
  readonly refusedAs?: string;
}
export type Cases = Readonly<Record<string, Case>>;

export const consoleHeaders = { "x-meridian-csrf": "1" };
export const signedIn = (cookie: string): Record<string, string> => ({ ...consoleHeaders, cookie });

/** The headers of somebody who may call the procedure with things of this world. */
export async function rightful(
  village: Village,
  world: World,
  target: Target,
  { caller }: Case,
): Promise<Record<string, string>> {
  if (caller !== undefined) return caller(world, village);
  const { access } = target.meta.def;
  if ("customer" in access) return asShopper(world, world.shopper);
  if (target.surface === "storefront") return bearer(world.keys.publishable);
  if (target.surface === "admin") return bearer(world.staff.owner.token);
  if ("operator" in access) return signedIn(village.operator.cookie);
  return "user" in access ? signedIn(world.staff.owner.cookie) : consoleHeaders;
}

export function baseOf(world: World, target: Target): string {
  return target.surface === "platform-admin" ? world.platform.controlUrl : world.regionUrl;
}
