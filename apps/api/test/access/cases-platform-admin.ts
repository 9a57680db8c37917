import { ok } from "../support/http.ts";
import { controlCall, logIn } from "../support/merchant.ts";
import { hire, invite, mailedToken, password, userIdOf } from "../support/people.ts";
import { mark } from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import { type Cases, signedIn } from "./case.ts";

const newEmail = (): string => `new-${mark()}@example.com`;

function signUpInput(world: World) {
  return {
    shopName: `${world.canary} ${mark()}`,
    region: "us",
    defaultLocale: "en",
    defaultCurrency: "USD",
    name: "Nora",
    email: newEmail(),
    password,
  };
}

async function invitationToken({ platform, staff, tenantId }: World): Promise<string> {
  return (await invite(platform, staff.owner, tenantId, "viewer")).token;
}

async function signUpToken(world: World): Promise<string> {
  const input = signUpInput(world);
  ok(await controlCall(world.platform, null, "tenants.signUp", "write", input));
  return mailedToken(world.platform, input.email);
}

async function resetToken({ platform, staff }: World): Promise<string> {
  const { email } = await hire(platform, staff.owner, "viewer");
  const before = await mailedToken(platform, email);
  ok(await controlCall(platform, null, "staff.requestPasswordReset", "write", { email }));
  return mailedToken(platform, email, before);
}

export const platformAdminCases: Cases = {
  "staff.acceptInvitation": {
    input: async (world) => ({ token: await invitationToken(world), account: { name: "Ida", password } }),
    names: ["token"],
  },
  "staff.changeLanguage": { input: () => ({ language: "de" }) },
  "staff.changeRole": {
    input: ({ tenantId, spareUserId }) => ({ tenantId, userId: spareUserId, role: "editor" }),
    capability: "staff.manage",
    refusedAs: "staff.role_above_own",
  },
  "staff.getInvitation": { input: async (world) => ({ token: await invitationToken(world) }), names: ["token"] },
  "staff.inviteMember": {
    input: ({ tenantId }) => ({ tenantId, email: newEmail(), role: "support" }),
    capability: "staff.manage",
  },
  "staff.issueRegionToken": { input: ({ tenantId }) => ({ tenantId }) },
  "staff.listMembers": { input: ({ tenantId }) => ({ tenantId }), capability: "staff.manage" },
  "staff.logIn": { input: (world) => ({ email: world.staff.viewer.email, password }) },
  "staff.logOut": {
    input: () => ({}),
    caller: async ({ platform, spareEmail }) => signedIn((await logIn(platform, spareEmail, password)).cookie),
  },
  "staff.me": { input: () => ({}) },
  "staff.removeMember": {
    input: async ({ platform, staff, tenantId }) => ({
      tenantId,
      userId: await userIdOf(await hire(platform, staff.owner, "viewer")),
    }),
    capability: "staff.manage",
    refusedAs: "staff.role_above_own",
  },
  "staff.requestPasswordReset": { input: () => ({ email: newEmail() }) },
  "staff.resetPassword": {
    input: async (world) => ({ token: await resetToken(world), password: `${password} again` }),
    names: ["token"],
  },
  "staff.verifyEmail": { input: async (world) => ({ token: await signUpToken(world) }), names: ["token"] },
  "tenants.list": { input: () => ({ first: 10 }) },
  "tenants.resume": { input: (_, { lonelyTenantId }) => ({ tenantId: lonelyTenantId }) },
  "tenants.signUp": { input: signUpInput },
  "tenants.suspend": { input: (_, { lonelyTenantId }) => ({ tenantId: lonelyTenantId }) },
};
