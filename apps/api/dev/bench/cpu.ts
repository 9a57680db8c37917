import { readFileSync } from "node:fs";
import type pg from "pg";

/** Seconds of CPU that a process of this machine has used (proc(5), fields 14 and 15, in ticks of 10 ms). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Process ids of the server's backends that work for an application. */
export async function backendsOf(owner: pg.Pool, applicationName: string): Promise<number[]> {
  const sql = "select pid from pg_stat_activity where application_name = $1 order by pid";
  return (await owner.query<{ pid: number }>(sql, [applicationName])).rows.map(({ pid }) => pid);
}
