import type { MarketDraft } from "./market-draft.ts";

export interface MarketFieldsProps {
  value: MarketDraft;
  set: <K extends keyof MarketDraft>(field: K, value: MarketDraft[K]) => void;
  errors: Readonly<Record<string, string>>;
  /** The handle never changes: pages that embed the shop name it. */
  handleFixed: boolean;
  locked: boolean;
}
