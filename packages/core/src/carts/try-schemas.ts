export { TriedPromotions, TryPromotions } from "../promotions/schemas.ts";
