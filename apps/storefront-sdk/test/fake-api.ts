import type { Cart, CartLine } from "../src/types.ts";

export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Record<string, unknown> | null;
}

export type Reply =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | Error;

/** Stands in for somebody else's network: answers by a function, and keeps what was sent. */
export function fakeFetch(answer: (sent: Sent) => Reply): { readonly fetch: typeof fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fake = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : null;
    const one = {
      method: init.method ?? "GET",
      url: new URL(input instanceof Request ? input.url : input),
      headers: new Headers(init.headers),
      body,
    };
    sent.push(one);
    const reply = answer(one);
    if (reply instanceof Error) throw reply;
    return new Response(JSON.stringify(reply.body ?? {}), {
      status: reply.status ?? 200,
      headers: reply.headers ?? {},
    });
  };
  return { fetch: fake, sent };
}

export const problem = (code: string, details: Record<string, unknown> = {}): { error: Record<string, unknown> } => ({
  error: { code, message: `It is ${code}.`, details, requestId: "req_1" },
});

export function memoryStorage(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const euro = (amount: number) => ({ amount, currency: "EUR" });

export function cartWith(change: Partial<Cart> = {}): Cart {
  return {
    id: "crt_1",
    status: "open",
    market: "de",
    locale: "de",
    currency: "EUR",
    lines: [],
    quantity: 0,
    email: null,
    address: null,
    company: null,
    taxId: null,
    shipping: null,
    shippingOptions: [],
    totals: {
      items: euro(0),
      discount: euro(0),
      shipping: null,
      tax: null,
      net: null,
      total: euro(0),
      taxIncluded: true,
    },
    codes: [],
    discounts: [],
    refusedPromotions: [],
    credits: [],
    usesStoreCredit: false,
    due: euro(0),
    paymentRounding: null,
    notices: [],
    taxLines: [],
    problems: [],
    missing: ["lines", "address", "shipping"],
    totalsHash: "",
    ...change,
  };
}

export function lineWith(change: Partial<CartLine> = {}): CartLine {
  return {
    id: "lin_1",
    variantId: "var_1",
    productId: "prd_1",
    slug: "lampe",
    title: "Lampe",
    optionText: "",
    picture: null,
    quantity: 1,
    unitPrice: euro(1999),
    compareAt: null,
    lowestPrice30d: null,
    measurePrice: null,
    subtotal: euro(1999),
    discount: euro(0),
    total: euro(1999),
    tax: euro(319),
    available: 5,
    ...change,
  };
}
