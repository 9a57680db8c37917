/** What staff may do, in words a merchant understands. Roles are sets of these. */
export const capabilities = [
  "shop.read",
  "shop.manage",
  "staff.manage",
  "keys.manage",
  "catalog.read",
  "catalog.write",
  "catalog.translate",
  "markets.write",
  "orders.read",
  "orders.write",
  "orders.refund",
  "customers.read",
  "customers.write",
  "customers.erase",
  "privacy.read",
  "audit.read",
] as const;
export type Capability = (typeof capabilities)[number];

const reading: readonly Capability[] = ["shop.read", "catalog.read", "orders.read", "customers.read"];

/** Highest first: nobody may grant a role above the own one. */
export const roles = ["owner", "admin", "editor", "support", "viewer", "translator"] as const;
export type Role = (typeof roles)[number];

const grants: Readonly<Record<Role, readonly Capability[]>> = {
  owner: capabilities,
  admin: capabilities,
  editor: [...reading, "catalog.write", "catalog.translate", "markets.write"],
  support: [...reading, "orders.write", "orders.refund", "customers.write", "privacy.read"],
  viewer: reading,
  translator: ["shop.read", "catalog.read", "catalog.translate"],
};

export function roleHas(role: Role, capability: Capability): boolean {
  return grants[role].includes(capability);
}

export function capabilitiesOf(role: Role): readonly Capability[] {
  return grants[role];
}

/** Whether a member with role `own` may give or take `other`. */
export function mayGrant(own: Role, other: Role): boolean {
  return roles.indexOf(own) <= roles.indexOf(other) && roleHas(own, "staff.manage");
}
