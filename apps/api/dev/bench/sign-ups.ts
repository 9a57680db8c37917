import { randomBytes } from "node:crypto";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { fillSpares } from "@meridian/core/tenants";
import { keepConnections, ok } from "../../test/support/http.ts";
import { controlCall } from "../../test/support/merchant.ts";
import { openTestPlatform } from "../../test/support/platform.ts";
import { withPostgres } from "./postgres.ts";
import { atMost, type Part, type Row, told } from "./row.ts";

const count = 20;

/** From the press of the button to a shop that its region serves; spare schemas stand ready, as a region keeps them. */
export const signUps: Part = () =>
  withPostgres(async () => {
    keepConnections();
    const platform = await openTestPlatform({ worker: false });
    try {
      const { runtime, database } = platform.regions.eu;
      await fillSpares(database.owner, runtime.regionDb, count + 1, {
        appRole: "meridian_app",
        steps: tenantMigrations,
        now: () => new Date(),
      });
      const [answered, usable]: [number[], number[]] = [[], []];
      for (let i = 0; i <= count; i++) {
        const email = `owner-${randomBytes(5).toString("hex")}@example.com`;
        const shop = { region: "eu", shopName: `Nordlicht ${i}`, defaultLocale: "en", defaultCurrency: "EUR" };
        const person = { name: "Owner", email, password: "a long and quiet river" };
        const started = performance.now();
        ok(await controlCall(platform, null, "tenants.signUp", "write", { ...shop, ...person }));
        const answer = performance.now() - started;
        const open = async (): Promise<boolean> =>
          (await database.owner.query("select 1 from region.tenants where name = $1", [shop.shopName])).rowCount === 1;
        while (!(await open()));
        // The first one warms up.
        if (i > 0) answered.push(answer);
        if (i > 0) usable.push(performance.now() - started);
      }
      const middle = (figures: number[]): number => figures.toSorted((a, b) => a - b)[count / 2] ?? Number.NaN;
      return [
        told("sign-up: answered, middle", middle(answered), "ms", `of ${count}; most of it the password's hash`),
        atMost("sign-up: usable shop, middle", middle(usable), "ms", 300),
        told("sign-up: usable shop, slowest", Math.max(...usable), "ms"),
      ] satisfies Row[];
    } finally {
      await platform.close();
    }
  });
