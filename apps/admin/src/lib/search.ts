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

export const readProductsSearch = ({ q, status, category, sort, after }: Raw) =>
  compact({
    q: text(q, 200),
    status: oneOf(status, ["draft", "active", "archived"]),
    category: text(category, 40),
    sort: oneOf(sort, ["title"]),
    after: text(after),
  });

export const readProductSearch = ({ locale }: Raw) => compact({ locale: text(locale, 35) });

export const readOrdersSearch = ({ q, payment, after }: Raw) =>
  compact({
    q: text(q, 100),
    payment: oneOf(payment, ["paid", "partially_refunded", "refunded"]),
    after: text(after),
  });

export const readPrivacySearch = ({ subject, method, allows, after }: Raw) =>
  compact({
    subject: text(subject, 64),
    method: oneOf(method, ["banner", "settings", "gpc", "api"]),
    allows: oneOf(allows, ["preferences", "analytics", "marketing", "sale_of_data"]),
    after: text(after),
  });

export const readPageSearch = ({ after }: Raw) => compact({ after: text(after) });
