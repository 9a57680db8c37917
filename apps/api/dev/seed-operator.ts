/**
 * Makes the demo operator of a development installation, in the control plane's own shell as every operator is made,
 * and keeps what logs it in (OPERATOR_FILE), the secret of its authenticator app included.
 */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { beginSetUp, createOperator, setUp } from "@meridian/core/operators";
import { codeAt, fromBase32, stepOf } from "@meridian/core/staff";
import { asControl } from "../src/cli/as-control.ts";
import type { DemoOperator } from "./demo/operator.ts";

const { MERIDIAN_ENV, OPERATOR_FILE } = process.env;
if (MERIDIAN_ENV !== "development") throw new Error("A demo operator is for development only.");
if (OPERATOR_FILE === undefined) throw new Error("The setting OPERATOR_FILE is missing.");

const account = { email: "operator@meridian.example", password: `demo-${randomBytes(9).toString("base64url")}` };
const at = new Date();

const operator = await asControl(process.env, async (shell): Promise<DemoOperator> => {
  const ctx = { ...shell, now: () => at, sessionToken: null, clientAddress: "127.0.0.1" };
  const input = createOperator.def.input.parse({ email: account.email, name: "Demo operator" });
  const { setUpToken: token } = await createOperator(ctx, input);
  const { secret } = await beginSetUp(ctx, { token });
  // The step before: the present one's code stays good for whoever logs in next.
  const code = codeAt(fromBase32(secret), stepOf(at) - 1);
  await setUp(ctx, { token, password: account.password, code });
  return { ...account, secret };
});
writeFileSync(OPERATOR_FILE, JSON.stringify(operator, null, 2), { mode: 0o600 });
