/** A shop that this page can show. */
export interface DemoShop {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  /** Publishable. */
  readonly key: string;
}

export interface Config {
  readonly shop: DemoShop | undefined;
  readonly others: readonly DemoShop[];
}

interface DemoFile {
  readonly shops: readonly DemoShop[];
}

async function demoShops(): Promise<readonly DemoShop[]> {
  try {
    const answer = await fetch("/demo-shop.json");
    return answer.ok ? ((await answer.json()) as DemoFile).shops : [];
  } catch {
    return [];
  }
}

/** `?key=pk_…&endpoint=…` shows any shop (the console links here), `?shop=us` one of the demo shops. */
export async function readConfig(search: string): Promise<Config> {
  const query = new URLSearchParams(search);
  const key = query.get("key");
  const endpoint = query.get("endpoint");
  const shops = await demoShops();
  if (key && endpoint) return { shop: { id: "own", name: "", endpoint, key }, others: shops };
  const shop = shops.find(({ id }) => id === query.get("shop")) ?? shops[0];
  return { shop, others: shops.filter((one) => one !== shop) };
}
