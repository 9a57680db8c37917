import {
  adjustCredit,
  getCreditAccount,
  giveStoreCredit,
  issueGiftCard,
  listCreditEntries,
  listGiftCards,
  listStoreCredit,
  updateCreditAccount,
} from "@meridian/core/credit";
import { mutation, query, router } from "./surface.ts";

export const creditRouter = router({
  adjust: mutation(adjustCredit),
  getAccount: query(getCreditAccount),
  giveStoreCredit: mutation(giveStoreCredit),
  issueGiftCard: mutation(issueGiftCard),
  listEntries: query(listCreditEntries),
  listGiftCards: query(listGiftCards),
  listStoreCredit: query(listStoreCredit),
  updateAccount: mutation(updateCreditAccount),
});
