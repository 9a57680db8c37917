import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header: HMAC-SHA256 of `<unix seconds>.<body>` under the endpoint's whole `whsec_…` secret. */
export function signWebhook(body: string, secret: string, seconds: number): string {
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`, "utf8").digest("hex");
  return `t=${seconds},v1=${digest}`;
}
