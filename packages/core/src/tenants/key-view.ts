import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { KeyRow } from "./queries/keys.ts";
import { keyHint } from "./rules/api-key.ts";
import { decideOrigin } from "./rules/origin.ts";
import type { ApiKey, ApiKeyKind } from "./schemas.ts";

export function toApiKey(ctx: Pick<TenantCtx, "region">, key: KeyRow): ApiKey {
  return {
    id: key.id,
    kind: key.kind,
    name: key.name,
    hint: keyHint(key.kind, ctx.region, key.last4),
    allowedOrigins: [...key.allowedOrigins],
    channel: key.channel,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

/** The origins as browsers send them. Throws `invalid` for one that is none, or when the kind wants others. */
export function checkedOrigins(kind: ApiKeyKind, origins: readonly string[]): string[] {
  const fields = ["allowedOrigins"];
  if (kind === "secret" && origins.length > 0)
    throw new DomainError("invalid", "tenants.origins_not_for_secret_keys", { fields });
  if (kind === "publishable" && origins.length === 0)
    throw new DomainError("invalid", "tenants.origins_missing", { fields });
  const checked = origins.map((text) => {
    const decision = decideOrigin(text);
    if (decision.ok) return decision.origin;
    throw new DomainError("invalid", `tenants.origin_${decision.reason}`, { fields, origin: text });
  });
  return [...new Set(checked)];
}
