import { addSeconds } from "@meridian/core/kernel/time";
import { stripeDigits, verifyEvent } from "@meridian/core/payments";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf, contentOf } from "./content.ts";

interface SignatureCase {
  readonly id: string;
  readonly payload: string;
  readonly header: string;
  readonly secret: string;
  readonly receivedAt: number;
  readonly valid: boolean;
}

const epoch = new Date("1970-01-01T00:00:00Z");

export const signatures = adapter({
  name: "stripe signatures",
  recognises: saysIt("stripe-signature"),
  cases: (file) => casesOf<SignatureCase>(file),
  id: ({ id }) => id,
  call: verifyEvent,
  args: ({ payload, header, secret, receivedAt }) => [payload, header, [secret], addSeconds(epoch, receivedAt)],
  expected: ({ valid }) => valid,
  answer: (event) => event !== undefined,
});

export const providerDigits = adapter({
  name: "stripe's decimals",
  recognises: saysIt("currencies"),
  cases: (file) =>
    contentOf<{ currencies: readonly { readonly code: string; readonly stripe: number }[] }>(file).currencies,
  id: ({ code }) => `${code} stripe`,
  call: stripeDigits,
  args: ({ code }) => [code],
  expected: ({ code, stripe }) => (code === "ISK" ? { sent: stripe } : { listed: stripe }),
});
