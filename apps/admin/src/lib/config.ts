/** What the control plane tells the console about where it runs. */
export interface ConsoleConfig {
  readonly regions: Readonly<Record<string, string>>;
  readonly mailboxUrl: string | null;
  readonly demoUrl: string | null;
  readonly environment: string;
}

/** What the service worker marks its copies with, which shares no code with pages. */
export const copyHeader = "x-meridian-copy";

/** The settings, and whether the service worker had to give a copy because the control plane did not answer. */
export async function loadConfig(): Promise<{ readonly config: ConsoleConfig; readonly isCopy: boolean }> {
  const answer = await fetch("/config.json", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`config.json answered ${answer.status}`);
  return { config: (await answer.json()) as ConsoleConfig, isCopy: answer.headers.has(copyHeader) };
}
