/** What the control plane tells the console about where it runs. */
export interface ConsoleConfig {
  readonly regions: Readonly<Record<string, string>>;
  readonly mailboxUrl: string | null;
  readonly demoUrl: string | null;
  readonly environment: string;
}

export async function loadConfig(): Promise<ConsoleConfig> {
  const answer = await fetch("/config.json", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`config.json answered ${answer.status}`);
  return (await answer.json()) as ConsoleConfig;
}
