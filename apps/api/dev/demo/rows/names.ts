const given = [
  "Anna", "Ben", "Clara", "David", "Elif", "Finn", "Greta", "Hannes", "Ida", "Jonas", "Kaya", "Lena", "Mats", "Nele",
  "Ole", "Paula", "Quirin", "Rosa", "Samir", "Tilda", "Uwe", "Vera", "Wim", "Xenia", "Yusuf", "Zoe",
] as const; // oxfmt-ignore
const family = [
  "Ahrens", "Bauer", "Carstens", "Demir", "Ebert", "Fuchs", "Groß", "Hansen", "Ivanov", "Jansen", "Krüger", "Lorenz",
  "Möller", "Nowak", "Otto", "Peters", "Quast", "Richter", "Sørensen", "Thomsen", "Ulrich", "Vogel", "Weiß", "Yılmaz",
  "Zimmermann",
] as const; // oxfmt-ignore

/** The nth person: names come again after 650, addresses never. */
export function nthPerson(n: number): { readonly name: string; readonly email: string } {
  const name = `${given[n % given.length]} ${family[Math.floor(n / given.length) % family.length]}`;
  return { name, email: `kunde-${n}@rows.example` };
}
