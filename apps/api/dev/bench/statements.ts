import { shopProduct, shopProducts } from "@meridian/core/catalog";
import { addLine, createCart } from "@meridian/core/carts";
import { AddLine, CreateCart } from "@meridian/core/carts/schemas";
import { ShopProductInput, ShopProductsInput } from "@meridian/core/catalog/schemas";
import { resolveShop } from "@meridian/core/markets";
import { openPayingShop } from "../../test/support/paying-shop.ts";
import { withPostgres } from "./postgres.ts";
import { atMost, type Part, type Row } from "./row.ts";

/**
 * SQL statements of what shoppers do, `begin` and `commit` left out; each is warm, as in a running process, which
 * remembers its shops' markets and asks once a second whether anything has changed.
 */
export const statements: Part = () =>
  withPostgres(async () => {
    const paying = await openPayingShop({ goods: Array.from({ length: 12 }, () => [1999, 100] as const) });
    try {
      const ran = paying.shop.database.statements;
      const counted = async (run: () => Promise<unknown>): Promise<number> => {
        await run();
        ran.splice(0);
        await run();
        return ran.filter((text) => !/^(begin|commit)/i.test(text)).length;
      };
      const shopper = paying.shop.shopper();
      const visitor = () => resolveShop(shopper, { market: "home", locale: "en" });
      const remembered = await counted(async () => shopProducts.kept(await visitor(), ShopProductsInput.parse({})));
      const listing = await counted(async () => shopProducts(await visitor(), ShopProductsInput.parse({})));
      const first = (await shopProducts(await visitor(), ShopProductsInput.parse({ first: 1 }))).items[0];
      const product = ShopProductInput.parse({ slug: first?.slug ?? "" });
      const searching = await counted(async () =>
        shopProducts(await visitor(), ShopProductsInput.parse({ q: "lamp" })),
      );
      const page = await counted(async () => shopProduct(await visitor(), product));
      const { id: cartId } = await createCart(
        paying.shop.shopper(),
        CreateCart.parse({ market: "home", locale: "en" }),
      );
      const line = AddLine.parse({ cartId, variantId: paying.variantIds[0], quantity: 1 });
      const adding = await counted(() => addLine(paying.shop.shopper(), line));
      let run = 0;
      const checkout = await counted(async () => {
        const cart = await paying.readyCart([[run++, 1]]);
        const placed = await paying.place(cart, `key-${run}`);
        await paying.pay(placed);
        await paying.confirm(placed);
      });
      return [
        atMost("statements: listing, remembered", remembered, "", 0),
        atMost("statements: listing, anew", listing, "", 1),
        atMost("statements: search", searching, "", 2),
        atMost("statements: product page", page, "", 1),
        atMost("statements: add a line", adding, "", 8),
        atMost("statements: whole checkout", checkout, "", 40),
      ] satisfies Row[];
    } finally {
      await paying.close();
    }
  });
