export { forgetImports } from "./forget-imports.ts";
export { importCatalog } from "./import-catalog.ts";
