/**
 * Loaded before a process under test (`node --import …`): kills it with SIGKILL at the crash point that
 * CRASH_POINT names, as a power cut would.
 */
import { setCrashHook } from "@meridian/core/platform/crash";

const target = process.env["CRASH_POINT"];
setCrashHook((name) => {
  if (name === target) process.kill(process.pid, "SIGKILL");
});
