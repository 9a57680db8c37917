import { createHmac } from "node:crypto";
import { ok } from "../support/http.ts";
import { controlCall, logIn, type Merchant } from "../support/merchant.ts";
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

/** Somebody of each world who sets up a second factor, again and again. */
const enrolling = new WeakMap<World, Promise<Merchant>>();

function enroller(world: World): Promise<Merchant> {
  const known = enrolling.get(world) ?? hire(world.platform, world.staff.owner, "viewer");
  enrolling.set(world, known);
  return known;
}

/** A secret that waits for its first code. */
async function begun(world: World): Promise<string> {
  const person = await enroller(world);
  await person.control("staff.disableSecondFactor", "write", { password });
  return ok<{ secret: string }>(await person.control("staff.beginSecondFactor", "write", { password })).secret;
}

async function enrolled(world: World): Promise<void> {
  const person = await enroller(world);
  ok(await person.control("staff.confirmSecondFactor", "write", { code: codeNow(await begun(world)) }));
}

/** RFC 6238 with six digits and steps of 30 seconds, written apart from what it tests. */
function codeNow(secret: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000), 4);
  const hash = createHmac("sha1", key).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

const asEnroller = async (world: World) => signedIn((await enroller(world)).cookie);

export const platformAdminCases: Cases = {
  "staff.acceptInvitation": {
    input: async (world) => ({ token: await invitationToken(world), account: { name: "Ida", password } }),
    names: ["token"],
  },
  "staff.beginSecondFactor": {
    input: async (world) => {
      await (await enroller(world)).control("staff.disableSecondFactor", "write", { password });
      return { password };
    },
    caller: asEnroller,
  },
  "staff.confirmSecondFactor": {
    input: async (world) => ({ code: codeNow(await begun(world)) }),
    caller: asEnroller,
  },
  "staff.disableSecondFactor": {
    input: async (world) => {
      await begun(world);
      return { password };
    },
    caller: asEnroller,
  },
  "staff.renewRecoveryCodes": {
    input: async (world) => {
      await enrolled(world);
      return { password };
    },
    caller: asEnroller,
  },
  "staff.requireSecondFactor": { input: ({ tenantId }) => ({ tenantId, required: false }) },
  "staff.changeLanguage": { input: () => ({ language: "de" }) },
  "staff.changeRole": {
    input: ({ tenantId, spareUserId }) => ({ tenantId, userId: spareUserId, role: "translator", locales: ["fr"] }),
    capability: "staff.manage",
    refusedAs: "staff.role_above_own",
  },
  "staff.getInvitation": { input: async (world) => ({ token: await invitationToken(world) }), names: ["token"] },
  "staff.inviteMember": {
    input: ({ tenantId }) => ({ tenantId, email: newEmail(), role: "translator", locales: ["fr", "es"] }),
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
  "tenants.count": { input: () => ({}) },
  "tenants.list": { input: () => ({ first: 10 }) },
  "tenants.resume": { input: (_, { lonelyTenantId }) => ({ tenantId: lonelyTenantId }) },
  "tenants.setLimit": {
    input: (_, { lonelyTenantId }) => ({
      tenantId: lonelyTenantId,
      limit: "products",
      agreed: { most: 12 },
      reason: "contract",
    }),
  },
  "tenants.signUp": { input: signUpInput },
  "tenants.suspend": { input: (_, { lonelyTenantId }) => ({ tenantId: lonelyTenantId }) },
};
