import type { Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";

export interface CustomersTables {
  customers: {
    id: string;
    email: string;
    name: string;
    locale: string;
    orders_count: Generated<number>;
    last_order_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
}

export const customersDeclarations = declareTables<CustomersTables>({
  customers: {
    id: "none",
    email: personal("customer", "account"),
    name: personal("customer", "account"),
    locale: "none",
    orders_count: "none",
    last_order_at: "none",
    created_at: "none",
    updated_at: "none",
  },
});
