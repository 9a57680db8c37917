import type { Account, AccountChange, OwnOrder, PersonExport, Registration, SavedAddress } from "./account-types.ts";
import type { Events } from "./events.ts";
import type { Request } from "./http.ts";
import type { Memory } from "./storage.ts";
import type { Address, Order, Page } from "./types.ts";

interface Book {
  readonly items: readonly SavedAddress[];
}

/**
 * The visitor's account with the shop. Once logged in, every call of the client is made as this customer: prices and
 * promotions of the customer's groups hold, and orders belong to the account. A session that is over is let go of.
 */
export interface AccountApi {
  /** Whether this browser holds a session; the server has the last word. */
  loggedIn(): boolean;
  /** Asks for an account; the mailed link opens it. The answer does not tell whether the address is known. */
  register(registration: Registration): Promise<{ readonly email: string }>;
  /** Opens the account. @param token the `meridian_token` of the mailed link. */
  verify(token: string): Promise<{ readonly email: string }>;
  /**
   * @throws MeridianError `customers.wrong_credentials`, `customers.email_not_verified`, and
   * `customers.too_many_attempts` after too many tries.
   */
  logIn(email: string, password: string): Promise<Account>;
  /** @param options `everywhere` ends the sessions of all devices. */
  logOut(options?: { readonly everywhere?: boolean }): Promise<void>;
  /** Has a link for a new password mailed. The answer does not tell whether the address is known. */
  requestPasswordReset(email: string, returnUrl?: string): Promise<void>;
  /** @throws MeridianError `customers.link_used_up`, `customers.password_too_common` */
  resetPassword(token: string, password: string): Promise<void>;
  /** The account, or null when nobody is logged in. */
  get(): Promise<Account | null>;
  update(change: AccountChange): Promise<Account>;
  readonly addresses: {
    list(): Promise<readonly SavedAddress[]>;
    add(address: Address, options?: { readonly isDefault?: boolean }): Promise<readonly SavedAddress[]>;
    change(
      id: string,
      change: { readonly address?: Address; readonly isDefault?: true },
    ): Promise<readonly SavedAddress[]>;
    remove(id: string): Promise<readonly SavedAddress[]>;
  };
  readonly orders: {
    /** Newest first. */
    list(page?: { readonly first?: number; readonly after?: string | null }): Promise<Page<OwnOrder>>;
    get(number: string): Promise<Order>;
  };
  /** Everything that the shop keeps of the person. */
  export(): Promise<PersonExport>;
  /** Closes the account and erases the person. It cannot be brought back. */
  forget(): Promise<void>;
}

const v1 = "/v1/account";

export function createAccount(
  request: Request,
  { memory, events }: { readonly memory: Memory; readonly events: Events },
  locale: string | undefined,
): AccountApi {
  const tell = (account: Account | null): Account | null => {
    events.emit("account:updated", account);
    return account;
  };
  const loggedIn = (): boolean => memory.get("customer") !== null;
  const letGo = (): void => {
    memory.set("customer", null);
    tell(null);
  };
  const book = (answer: Promise<Book>): Promise<readonly SavedAddress[]> => answer.then(({ items }) => items);
  const entry = (id: string): string => `${v1}/addresses/${id}`;
  const post = <T>(path: string, body: object): Promise<T> => request("POST", v1 + path, { body });
  return {
    loggedIn,
    register: (registration) => post("/register", { locale: locale ?? "en", ...registration }),
    verify: (token) => post("/verify", { token }),
    async logIn(email, password) {
      const { token, customer } = await post<{ readonly token: string; readonly customer: Account }>("/log-in", {
        email,
        password,
      });
      memory.set("customer", token);
      tell(customer);
      return customer;
    },
    async logOut(options = {}) {
      try {
        if (loggedIn()) await post("/log-out", options);
      } finally {
        letGo();
      }
    },
    requestPasswordReset: (email, returnUrl) => post("/password-reset/request", { email, locale, returnUrl }),
    async resetPassword(token, password) {
      await post("/password-reset", { token, password });
      // The new password has ended every session of the account.
      letGo();
    },
    async get() {
      if (!loggedIn()) return null;
      try {
        return tell(await request<Account>("GET", v1));
      } catch (error) {
        if (!loggedIn()) return null;
        throw error;
      }
    },
    async update(body) {
      const account = await request<Account>("PATCH", v1, { body });
      tell(account);
      return account;
    },
    addresses: {
      list: () => book(request("GET", `${v1}/addresses`)),
      add: (address, options) => book(post("/addresses", { address, ...options })),
      change: (id, body) => book(request("PATCH", entry(id), { body })),
      remove: (id) => book(request("DELETE", entry(id))),
    },
    orders: {
      list: (query) => request("GET", `${v1}/orders`, { query }),
      get: (number) => request("GET", `${v1}/orders/${encodeURIComponent(number)}`),
    },
    export: () => request("GET", `${v1}/export`),
    async forget() {
      await post("/forget", { confirm: true });
      letGo();
    },
  };
}
