export type PostgresMode = "dev" | "test";

/** Sized for a laptop that runs three of these; the production values are in the deploy folder. */
const common: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "128MB",
  max_connections: "100",
  max_locks_per_transaction: "256",
  max_wal_size: "1GB",
  wal_level: "logical",
  max_replication_slots: "20",
  max_slot_wal_keep_size: "10GB",
  jit: "off",
  autovacuum_naptime: "60s",
  recovery_init_sync_method: process.platform === "linux" ? "syncfs" : "fsync",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements and details of errors carry people's data; the API logs the error code itself.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** Tests throw their cluster away: nothing has to survive a power cut. Several whole installations share it. */
const test: Record<string, string> = {
  max_connections: "400",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};

export function settingsFor(mode: PostgresMode, port: number, overrides: Record<string, string> = {}): string[] {
  const all = { ...common, ...(mode === "test" ? test : {}), ...overrides, port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
