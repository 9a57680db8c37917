/** An address book has exactly one default as long as it has any address. */
import type { SavedAddress } from "../schemas.ts";

export function withAddress(book: readonly SavedAddress[], added: SavedAddress): SavedAddress[] {
  const isDefault = added.isDefault || book.length === 0;
  const others = isDefault ? book.map((entry) => ({ ...entry, isDefault: false })) : book;
  return [...others, { ...added, isDefault }];
}

/** The book with the entry changed; undefined when it has none with this id. */
export function withChange(
  book: readonly SavedAddress[],
  id: string,
  change: { readonly address?: SavedAddress["address"] | undefined; readonly isDefault?: true | undefined },
): SavedAddress[] | undefined {
  if (!book.some((entry) => entry.id === id)) return undefined;
  return book.map((entry) => {
    const isDefault = change.isDefault === true ? entry.id === id : entry.isDefault;
    return { ...entry, isDefault, address: entry.id === id ? (change.address ?? entry.address) : entry.address };
  });
}

/** The book without the entry; the oldest takes the place of a default. Undefined when it has none with this id. */
export function withoutAddress(book: readonly SavedAddress[], id: string): SavedAddress[] | undefined {
  const gone = book.find((entry) => entry.id === id);
  if (gone === undefined) return undefined;
  return book
    .filter((entry) => entry !== gone)
    .map((entry, i) => ({ ...entry, isDefault: gone.isDefault ? i === 0 : entry.isDefault }));
}
