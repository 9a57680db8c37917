import type { PlatformCtx } from "@meridian/core/platform/context";
import { silentLog } from "@meridian/core/platform/log";
import { newId } from "@meridian/core/platform/new-id";
import { openControl } from "../http/control-context.ts";
import { readControlEnv } from "../platform/env.ts";
import { languages } from "@meridian/core/kernel/languages";

/** Runs `work` as a process of the control plane, with the control plane's settings. */
export async function asControl<T>(
  env: NodeJS.ProcessEnv,
  work: (ctx: PlatformCtx<"control">) => Promise<T>,
): Promise<T> {
  const { settings, database, db } = openControl(readControlEnv(env));
  try {
    return await work({
      region: "control",
      actor: { kind: "service", name: "cli" },
      now: () => new Date(),
      // What a command has to say it prints itself: nothing else may come between the lines that a program reads.
      log: silentLog,
      requestId: newId("run"),
      language: languages[0],
      idempotencyKey: null,
      settings,
      db,
    });
  } finally {
    await database.close();
  }
}
