import type { VisitorCtx } from "@meridian/core/customers";
import type { CallerCtx } from "@meridian/core/staff";

/** A request to the control plane, with the session that its cookie names. */
export interface ControlCtx extends CallerCtx {
  readonly keepSession: (token: string, expiresAt: Date) => void;
  readonly dropSession: () => void;
}

/** A shopper's or a shop's own server's context, with the pages that the key serves. */
export interface StorefrontCtx extends VisitorCtx {
  /** Origins that the key allows; null for a secret key, which is no page's. */
  readonly allowedOrigins: readonly string[] | null;
  /** Global Privacy Control: the browser's `Sec-GPC: 1` (W3C Privacy CG). */
  readonly gpc: boolean;
}
