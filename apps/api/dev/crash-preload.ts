/**
 * Loaded before a process under test (`node --import …`): kills it with SIGKILL at the crash point that
 * CRASH_POINT names, or that its parent names later, as a power cut would.
 */
import { setCrashHook } from "@meridian/core/platform/crash";

let target = process.env["CRASH_POINT"];
setCrashHook((name) => {
  if (name === target) process.kill(process.pid, "SIGKILL");
});

process.on("message", (name) => {
  target = String(name);
  process.send?.("heard");
});
// The channel keeps nobody alive, and who has lost the parent ends too.
process.channel?.unref();
process.on("disconnect", () => process.exit());
