/**
 * Registers of tax numbers outside of the Union, each in its own manner:
 * - GB: HMRC's "Check a UK VAT number" 2.0, `GET {base}/organisations/vat/check-vat-number/lookup/{vrn}` with an
 *   application's token (OAuth 2 client credentials); 404 is no such number. https://developer.service.hmrc.gov.uk
 * - CH: the Federal Statistical Office's UID register 5.0, SOAP `ValidateVatNumber`, which answers true or false.
 *   https://www.bfs.admin.ch/uid
 * - NO: the Brønnøysund register centre, `GET {base}/enheter/{number}`: an entity that is registered for VAT
 *   (`registrertIMvaregisteret`); 404 and 410 are none. https://data.brreg.no/enhetsregisteret/api/docs
 * Written to their published descriptions and tried against services of our own that answer like them.
 */
import { z } from "zod";
import type { Breaker } from "../rules/breaker.ts";
import type { RegisterAnswer } from "./vies.ts";

export const uidRegisterUrl = "https://www.uid-wse.admin.ch/V5.0/PublicServices.svc";
export const brregUrl = "https://data.brreg.no/enhetsregisteret/api";
export const hmrcUrl = "https://api.service.hmrc.gov.uk";

export interface Line {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly breaker: Breaker;
  readonly fetch: typeof globalThis.fetch;
}

export interface HmrcLine extends Line {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Never throws: what cannot be asked, or answers something else than described, is unreachable. */
async function guarded(line: Line, now: number, ask: () => Promise<RegisterAnswer>): Promise<RegisterAnswer> {
  const unreachable: RegisterAnswer = { register: "unreachable", reference: null, name: null };
  if (!line.breaker.allows(now)) return unreachable;
  try {
    const answer = await ask();
    line.breaker.succeeded();
    return answer;
  } catch {
    line.breaker.failed(now);
    return unreachable;
  }
}

const rejected: RegisterAnswer = { register: "rejected", reference: null, name: null };
const digitsOf = (taxId: string): string => taxId.replaceAll(/\D/g, "");

class UnexpectedAnswer extends Error {}

const Token = z.object({ access_token: z.string().min(1) });
const Company = z.object({
  target: z.object({ name: z.string().optional() }),
  consultationNumber: z.string().optional(),
});

export function askHmrc(line: HmrcLine, taxId: string, now: number): Promise<RegisterAnswer> {
  return guarded(line, now, async () => {
    const signal = AbortSignal.timeout(line.timeoutMs);
    const asked = await line.fetch(`${line.baseUrl}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: line.clientId,
        client_secret: line.clientSecret,
      }),
      signal,
    });
    if (!asked.ok) throw new UnexpectedAnswer();
    const { access_token: token } = Token.parse(await asked.json());
    const path = `organisations/vat/check-vat-number/lookup/${digitsOf(taxId)}`;
    const headers = { accept: "application/vnd.hmrc.2.0+json", authorization: `Bearer ${token}` };
    const response = await line.fetch(`${line.baseUrl}/${path}`, { headers, signal });
    if (response.status === 404) return rejected;
    if (!response.ok) throw new UnexpectedAnswer();
    const { target, consultationNumber } = Company.parse(await response.json());
    return { register: "verified", reference: consultationNumber ?? null, name: target.name ?? null };
  });
}

export function askUidRegister(line: Line, taxId: string, now: number): Promise<RegisterAnswer> {
  const service = "http://www.uid.admin.ch/xmlns/uid-wse";
  const number = `CHE${digitsOf(taxId)}`;
  return guarded(line, now, async () => {
    const response = await line.fetch(line.baseUrl, {
      method: "POST",
      headers: {
        "content-type": "text/xml; charset=utf-8",
        soapaction: `${service}/IPublicServices/ValidateVatNumber`,
      },
      body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ValidateVatNumber xmlns="${service}"><vatNumber>${number}</vatNumber></ValidateVatNumber></s:Body></s:Envelope>`,
      signal: AbortSignal.timeout(line.timeoutMs),
    });
    const said = response.ok
      ? /<(?:\w+:)?ValidateVatNumberResult>\s*(true|false)\s*</.exec(await response.text())
      : null;
    if (said === null) throw new UnexpectedAnswer();
    return said[1] === "true" ? { register: "verified", reference: null, name: null } : rejected;
  });
}

const Entity = z.object({ navn: z.string(), registrertIMvaregisteret: z.boolean() });

export function askBrreg(line: Line, taxId: string, now: number): Promise<RegisterAnswer> {
  return guarded(line, now, async () => {
    const response = await line.fetch(`${line.baseUrl}/enheter/${digitsOf(taxId)}`, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(line.timeoutMs),
    });
    if (response.status === 404 || response.status === 410) return rejected;
    if (!response.ok) throw new UnexpectedAnswer();
    const { navn: name, registrertIMvaregisteret: registered } = Entity.parse(await response.json());
    return registered ? { register: "verified", reference: null, name } : rejected;
  });
}
