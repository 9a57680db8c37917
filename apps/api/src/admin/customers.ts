import {
  addCompanyMember,
  createCompany,
  getCompany,
  getCustomer,
  listCompanies,
  listCustomers,
  listGroups,
  removeCompany,
  removeCompanyMember,
  removeGroup,
  setGroup,
  updateCompany,
  updateCustomer,
} from "@meridian/core/customers";
import { mutation, query, router } from "./surface.ts";

export const customersRouter = router({
  addCompanyMember: mutation(addCompanyMember),
  createCompany: mutation(createCompany),
  get: query(getCustomer),
  getCompany: query(getCompany),
  list: query(listCustomers),
  listCompanies: query(listCompanies),
  listGroups: query(listGroups),
  removeCompany: mutation(removeCompany),
  removeCompanyMember: mutation(removeCompanyMember),
  removeGroup: mutation(removeGroup),
  setGroup: mutation(setGroup),
  update: mutation(updateCustomer),
  updateCompany: mutation(updateCompany),
});
