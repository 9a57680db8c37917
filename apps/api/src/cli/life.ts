import { parseArgs } from "node:util";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { limitNames, type Limits } from "@meridian/core/platform/limits";
import {
  certificateOf,
  closeTenant,
  endTenantGrace,
  hibernateTenant,
  listPlans,
  listTenants,
  reopenTenant,
  setTenantPlan,
  wakeTenant,
} from "@meridian/core/tenants";
import { ErasureCertificate, type TenantSummary } from "@meridian/core/tenants/schemas";
import { asControl } from "./as-control.ts";
import { print, type Run, table, UsageError } from "./command.ts";

/** The tenant that a word names, its id or its slug. */
async function tenantNamed(ctx: PlatformCtx<"control">, word: string | undefined): Promise<TenantSummary> {
  const input = listTenants.def.input.safeParse({ q: word, first: 100 });
  if (word === undefined || !input.success) throw new UsageError("A tenant's id or slug is wanted.");
  const { items } = await listTenants(ctx, input.data);
  const found = items.find(({ id, slug }) => id === word || slug === word);
  if (found === undefined) throw new Error(`There is no tenant “${word}”.`);
  return found;
}

const shown = (limits: Partial<Limits>): string[] =>
  limitNames.map((name) => {
    const limit = limits[name];
    return limit === undefined || limit === null ? "-" : String(limit);
  });

/** Shows the plans and what each allows. */
export const plans: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const { items } = await asControl(env, (ctx) => listPlans(ctx, {}));
  const rows = items.map(({ name, trial, limits }) => [name, trial ? "yes" : "no", ...shown(limits)]);
  print(values.json ? JSON.stringify(items, null, 2) : table([["plan", "trial", ...limitNames], ...rows]));
  return 0;
};

/** `products=500` or `staff=none`. */
function override(text: string): readonly [keyof Limits, number | null] {
  const [, name, value] = /^(\w+)=(\d{1,15}|none)$/.exec(text) ?? [];
  const known = limitNames.find((one) => one === name);
  if (known === undefined || value === undefined) {
    throw new UsageError(`--override wants one of ${limitNames.join(", ")} with a count or none, not “${text}”.`);
  }
  return [known, value === "none" ? null : Number(value)];
}

/** Puts a tenant on a plan. */
export const setPlan: Run = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      override: { type: "string", multiple: true },
      "no-overrides": { type: "boolean", default: false },
      reason: { type: "string", default: "other" },
    },
  });
  const given = Object.fromEntries((values.override ?? []).map(override));
  const reasons = setTenantPlan.def.input.shape.reason.unwrap();
  const { data: reason } = reasons.safeParse(values.reason);
  if (reason === undefined) throw new UsageError(`--reason wants one of ${reasons.options.join(", ")}.`);
  const [word, plan] = positionals;
  const isPlan = plan !== undefined && setTenantPlan.def.input.shape.plan.safeParse(plan).success;
  if (!isPlan || positionals.length > 2) throw new UsageError("A tenant and a plan are wanted.");
  return asControl(env, async (ctx) => {
    const { id } = await tenantNamed(ctx, word);
    const changes = values["no-overrides"] || values.override !== undefined ? { overrides: given } : {};
    const { limits } = await setTenantPlan(ctx, { tenantId: id, plan, reason, ...changes });
    print(`${id} is on the plan ${plan}`);
    print(table([[...limitNames], shown(limits)]));
    return 0;
  });
};

/** Closes a tenant's shop, or opens it again. */
const change =
  (verb: typeof closeTenant, done: string): Run =>
  async (words, env) => {
    if (words.length !== 1) throw new UsageError("A tenant's id or slug is wanted.");
    return asControl(env, async (ctx) => {
      const { id } = await tenantNamed(ctx, words[0]);
      await verb(ctx, { tenantId: id });
      print(`${id} ${done}`);
      return 0;
    });
  };

export const close: Run = change(closeTenant, "is closed; its region makes a copy, and erases it after the grace");
export const reopen: Run = change(reopenTenant, "is open again");

export const hibernate: Run = change(hibernateTenant, "is being packed away by its region");
export const wake: Run = change(wakeTenant, "is asked back");

/** Ends a closed tenant's grace, or shows the certificate of what was erased. */
export const erase: Run = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { now: { type: "boolean", default: false } },
  });
  if (positionals.length !== 1) throw new UsageError("A tenant's id or slug is wanted.");
  return asControl(env, async (ctx) => {
    const { id, status, closedAt, eraseAt } = await tenantNamed(ctx, positionals[0]);
    if (status === "erased") {
      print(JSON.stringify(ErasureCertificate.parse(await certificateOf(ctx.db, id)), null, 2));
      return 0;
    }
    if (closedAt === null) throw new Error("The shop is open: close it first.");
    if (!values.now) {
      print(`${id} will be erased at ${eraseAt ?? ""}; --now does not wait for that`);
      return 0;
    }
    await endTenantGrace(ctx, { tenantId: id });
    print(`${id} is being erased; ask again for the certificate`);
    return 0;
  });
};
