import type { ControlInputs } from "../../lib/api.ts";
import { isTransient, problemOf } from "../../lib/errors.ts";
import { trackIntents } from "../../lib/intents.ts";
import { openKept } from "../../lib/kept.ts";

const intents = trackIntents();
const tries = 3;
/** Longer than a password takes to check: nobody is there. */
const patienceMillis = 12_000;

/** Logs in, as the console's client would: asked again under the same key while no answer comes. */
export async function sendLogIn(input: ControlInputs["staff"]["logIn"], language: string): Promise<void> {
  const key = intents.keyOf("staff.logIn", input);
  for (let left = tries - 1; ; left--) {
    try {
      await post(input, key, language);
      // Whoever was here before is not the one who is now.
      openKept().forget();
      break;
    } catch (error) {
      const isOverdue = error instanceof DOMException && error.name === "TimeoutError";
      if (left > 0 && isTransient(problemOf(error)) && !isOverdue) {
        await new Promise((resolve) => setTimeout(resolve, 1_000 * (tries - left)));
        continue;
      }
      if (!isTransient(problemOf(error))) intents.answered("staff.logIn", input);
      throw error;
    }
  }
  intents.answered("staff.logIn", input);
}

/** An answer that is no log-in, with what the server said of it. */
class Refused extends Error {
  readonly data: unknown;

  constructor(message: string, data: unknown) {
    super(message);
    this.data = data;
  }
}

async function post(input: object, key: string, language: string): Promise<void> {
  const answer = await fetch("/trpc/staff.logIn", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": language,
      "idempotency-key": key,
      "x-meridian-csrf": "1",
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(patienceMillis),
  });
  if (answer.ok) return;
  const { error } = (await answer.json()) as { error?: { message?: string; data?: unknown } };
  throw new Refused(error?.message ?? "", error?.data);
}
