import { openAccount, readCredentials } from "./accounts.ts";
import type { Call, Emulator } from "./emulator.ts";
import { transact } from "./emulator.ts";
import { StripeError, invalidRequest, serverError } from "./errors.ts";
import { API_VERSION } from "./events.ts";
import { parseForm } from "./form.ts";
import type { ParamMap } from "./form.ts";
import { claimKey } from "./idempotency.ts";
import type { Answer, Claim } from "./idempotency.ts";
import { newId } from "./ids.ts";
import { json } from "./reply.ts";
import type { Incoming, Reply } from "./reply.ts";
import { matchRoute } from "./route.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

interface Prepared {
  call: Call;
  found: { route: Route; id: string };
  params: ParamMap;
  claim: Claim | undefined;
}

/**
 * Answers a `/v1` request. `around` runs between claiming the idempotency key and answering, so that a request
 * which is held up there is in flight for others with the same key.
 */
export async function answerApi(
  emulator: Emulator,
  incoming: Incoming,
  around: (apiKey: string | null, answer: () => Reply) => Promise<Reply>,
): Promise<Reply> {
  const requestId = newId("req", 14);
  const headers = { "request-id": requestId, "stripe-version": incoming.headers["stripe-version"] ?? API_VERSION };
  let prepared: Prepared | undefined;
  try {
    const { apiKey, connected } = readCredentials(
      incoming.headers["authorization"],
      incoming.headers["stripe-account"],
    );
    prepared = transact(emulator, () =>
      prepare(openAccount(emulator, { apiKey, connected }), emulator, incoming, requestId),
    );
    const { call, claim } = prepared;
    const key = call.request.idempotency_key;
    const echo = { ...headers, ...(key === null ? {} : { "idempotency-key": key }) };
    const ready = prepared;
    return await around(apiKey, () => {
      if (claim?.replay)
        return send(claim.replay, {
          ...echo,
          "idempotent-replayed": "true",
          "original-request": claim.replay.requestId,
        });
      return send(
        transact(emulator, () => run(ready, requestId)),
        echo,
      );
    });
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return send(refusal(error, requestId), headers);
  } finally {
    prepared?.claim?.release();
  }
}

function prepare(
  opened: Pick<Call, "account" | "owner">,
  emulator: Emulator,
  incoming: Incoming,
  requestId: string,
): Prepared {
  const { method, path } = incoming;
  const found = matchRoute(routes, method, path);
  if (!found) {
    const message = `Unrecognized request URL (${method}: ${path}). The emulator does not have it; see routes.ts for what it has.`;
    throw new StripeError(404, { type: "invalid_request_error", message });
  }
  const params = parseForm(method === "POST" ? incoming.body : incoming.query);
  const key = method === "POST" ? incoming.headers["idempotency-key"] : undefined;
  if (key !== undefined && key.length > 255)
    throw invalidRequest("Idempotency keys can be at most 255 characters long.");
  const call: Call = { ...opened, emulator, request: { id: requestId, idempotency_key: key ?? null } };
  return {
    call,
    found,
    params,
    claim: key === undefined || key === "" ? undefined : claimKey(call, key, method, path, params),
  };
}

// A declined card is a result: it is stored under the key like a success. What fails validation is not.
function run({ call, found, params, claim }: Prepared, requestId: string): Answer {
  const answer = attempt(() => {
    const { body } = json(200, found.route.answer(call, params, found.id));
    return { status: 200, body, requestId };
  }, requestId);
  if (answer.status === 200 || answer.status === 402) claim?.save(answer);
  return answer;
}

function attempt(answer: () => Answer, requestId: string): Answer {
  try {
    return answer();
  } catch (error) {
    return refusal(error, requestId);
  }
}

function refusal(error: unknown, requestId: string): Answer {
  const known = error instanceof StripeError ? error : serverError();
  if (known !== error) console.error("stripe emulator:", error);
  return { status: known.status, body: json(known.status, { error: known.body }).body, requestId };
}

function send({ status, body }: Answer, headers: Record<string, string>): Reply {
  return { ...json(status, {}, headers), body };
}
