/** What the part after `?` of an address may say. Anything else in it is dropped. */
type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown, max = 500): string | undefined => {
  const asText = typeof value === "number" ? String(value) : value;
  return typeof asText === "string" && asText !== "" ? asText.slice(0, max) : undefined;
};

function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((item) => item === value);
}

/** Leaves out what is not set, so that addresses stay short. */
function compact<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Where to go after logging in: an address of this console only. */
export const readLogInSearch = ({ to }: Raw) => {
  const target = text(to, 2_000);
  return compact({ to: target !== undefined && /^\/(?![/\\])/.test(target) ? target : undefined });
};

export const readTokenSearch = ({ token }: Raw) => compact({ token: text(token) });

export const readMailSearch = ({ email }: Raw) => compact({ email: text(email) });

export const readMailboxSearch = ({ box, mail, to }: Raw) =>
  compact({ box: oneOf(box, ["control", "eu", "us"]), mail: text(mail), to: text(to) });

export const readProductsSearch = ({ q, status, category, translation, sort, after }: Raw) =>
  compact({
    translation: text(translation, 50),
    q: text(q, 200),
    status: oneOf(status, ["draft", "active", "archived"]),
    category: text(category, 40),
    sort: oneOf(sort, ["title"]),
    after: text(after),
  });

export const readProductSearch = ({ locale }: Raw) => compact({ locale: text(locale, 35) });

/** Where to go after an operator's log-in: a page of the operators' console only. */
export const readOperatorLogInSearch = ({ to }: Raw) => {
  const target = text(to, 2_000);
  return compact({ to: target !== undefined && /^\/operator(?:\/|$)/.test(target) ? target : undefined });
};

export const readTenantsSearch = ({ q, region, cell, status, plan, step, after }: Raw) =>
  compact({
    q: text(q, 80),
    region: oneOf(region, ["eu", "us"]),
    cell: text(cell, 4),
    status: oneOf(status, ["provisioning", "active", "suspended", "closed", "hibernated", "erased"]),
    plan: text(plan, 30),
    step: text(step, 100),
    after: text(after),
  });

export const readOperatorAuditSearch = ({ subject, after }: Raw) =>
  compact({ subject: text(subject, 200), after: text(after) });

/** A day that there is, `2026-03-09`. */
const day = (value: unknown): string | undefined => {
  const written = text(value, 10);
  return written !== undefined &&
    /^\d{4}-\d{2}-\d{2}$/.test(written) &&
    !Number.isNaN(Date.parse(`${written}T00:00:00`))
    ? written
    : undefined;
};

export const readCompaniesSearch = ({ q, status, after }: Raw) =>
  compact({ q: text(q, 100), status: oneOf(status, ["active", "inactive"]), after: text(after) });

export const readOrdersSearch = ({ q, payment, delivery, cancelled, market, from, until, sort, after }: Raw) =>
  compact({
    q: text(q, 100),
    payment: oneOf(payment, ["paid", "partially_refunded", "refunded"]),
    delivery: oneOf(delivery, ["open", "unfulfilled", "partly", "fulfilled"]),
    cancelled: oneOf(cancelled, ["yes", "no"]),
    market: text(market, 40),
    from: day(from),
    until: day(until),
    sort: oneOf(sort, ["oldest", "highest", "lowest"]),
    after: text(after),
  });

export const readAwaitedSearch = ({ after }: Raw) => compact({ after: text(after) });

export const readCategoriesSearch = ({ category }: Raw) => compact({ category: text(category, 40) });

export const readStockSearch = ({ q, low, variant, after }: Raw) =>
  compact({ q: text(q, 200), low: oneOf(low, ["yes"]), variant: text(variant, 40), after: text(after) });

export const readTranslationsSearch = ({ locale, state, q, product, after }: Raw) =>
  compact({
    locale: text(locale, 35),
    state: oneOf(state, ["missing", "stale"]),
    q: text(q, 200),
    product: text(product, 40),
    after: text(after),
  });

export const readAuditSearch = ({ subject, actor, action, from, until, after }: Raw) =>
  compact({
    subject: text(subject, 200),
    actor: text(actor, 100),
    action: text(action, 100),
    from: day(from),
    until: day(until),
    after: text(after),
  });

export const readPrivacySearch = ({ subject, method, allows, after }: Raw) =>
  compact({
    subject: text(subject, 64),
    method: oneOf(method, ["banner", "settings", "gpc", "api"]),
    allows: oneOf(allows, ["preferences", "analytics", "marketing", "sale_of_data"]),
    after: text(after),
  });

export const readGiftCardsSearch = ({ last4, after }: Raw) => compact({ last4: text(last4, 4), after: text(after) });

export const readCustomersSearch = ({ q, group, account, after }: Raw) =>
  compact({
    q: text(q, 100),
    group: text(group, 60),
    account: oneOf(account, ["yes", "no"]),
    after: text(after),
  });

export const readPageSearch = ({ after }: Raw) => compact({ after: text(after) });
