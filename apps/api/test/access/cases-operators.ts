import { appCode, inviteOperator, makeOperator, operatorCredentials, password } from "../support/people.ts";
import { type Cases, signedIn } from "./case.ts";

/** What the platform's operators do, and how somebody becomes one. */
export const operatorCases: Cases = {
  "operators.beginSetUp": {
    input: async ({ platform }) => ({ token: (await inviteOperator(platform)).token }),
    names: ["token"],
  },
  "operators.listAudit": { input: () => ({ first: 10 }) },
  "operators.listRegions": { input: () => ({}) },
  "operators.logIn": { input: async ({ platform }) => (await operatorCredentials(platform)).logIn },
  "operators.logOut": {
    input: () => ({}),
    caller: async ({ platform }) => signedIn((await makeOperator(platform)).cookie),
  },
  "operators.me": { input: () => ({}) },
  "operators.setUp": {
    input: async ({ platform }) => {
      const { token, secret } = await inviteOperator(platform);
      return { token, password, code: appCode(secret, 1) };
    },
    names: ["token"],
  },
  "operators.verifyAudit": { input: () => ({}) },
  "tenants.get": { input: ({ tenantId }) => ({ tenantId }) },
  "tenants.listPlans": { input: () => ({}) },
  "tenants.setPlan": { input: ({ tenantId }) => ({ tenantId, plan: "unlimited" }) },
  "tenants.usage": { input: ({ tenantId }) => ({ tenantId }) },
};
