import type { Flow } from "../platform/flow.ts";
import { createCompany } from "./create-company.ts";
import { updateCompany } from "./update-company.ts";

export { renewTaxIds } from "./renew-tax-ids.ts";

export const flows: readonly Pick<Flow, "verb" | "resume">[] = [createCompany, updateCompany];
