import { Kbd, Modal, Table } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../lib/can.ts";
import { useShop } from "../lib/session.ts";
import { navigation } from "./navigation.ts";

const Palette = lazy(async () => ({ default: (await import("./Palette.tsx")).Palette }));

/** How long `g` waits for its letter, in milliseconds. */
const patience = 1_500;

/** The letter after `g` that leads to each page. */
const letters: Partial<Record<(typeof navigation)[number]["name"], string>> = {
  home: "h",
  orders: "o",
  products: "p",
  categories: "c",
  stock: "s",
  translations: "l",
  markets: "m",
  payments: "y",
  privacy: "v",
  team: "t",
  settings: "e",
};

/** Somebody who writes wants letters, not shortcuts. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

const openDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** ⌘K or Ctrl+K finds everything, `/` goes to the page's search, `g` and a letter go to a page, `?` shows all this. */
export function Shortcuts({ onOpener }: { onOpener: (open: () => void) => void }): ReactNode {
  const { t } = useTranslation();
  const shop = useShop();
  const navigate = useNavigate();
  const [used, setUsed] = useState(false);
  const [help, setHelp] = useState(false);
  const gone = useRef(0);
  const ways = navigation.filter(({ needs }) => can(shop, needs));

  useEffect(() => {
    const openPalette = (): void => {
      setUsed(true);
      void import("@mantine/spotlight").then(({ spotlight }) => spotlight.open());
    };
    onOpener(openPalette);
    function press(event: KeyboardEvent): void {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isWriting(event.target) || openDialog()) return;
      if (event.key === "?") {
        setHelp(true);
      } else if (event.key === "/") {
        const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
        if (field === null) return;
        event.preventDefault();
        field.focus();
      } else if (event.key === "g") {
        gone.current = event.timeStamp;
      } else if (event.timeStamp - gone.current < patience) {
        gone.current = 0;
        const way = ways.find(({ name }) => letters[name] === event.key);
        if (way === undefined) return;
        event.preventDefault();
        void navigate({ to: way.to, params: { shop: shop.slug } });
      }
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });

  const keys: readonly (readonly [label: string, keys: readonly string[]])[] = [
    [t("palette.title"), ["Ctrl / ⌘", "K"]],
    [t("palette.search"), ["/"]],
    [t("palette.help"), ["?"]],
    ...ways.flatMap(({ name }) => {
      const letter = letters[name];
      return letter === undefined ? [] : [[t(`navigation.${name}`), ["g", letter]] as const];
    }),
  ];
  return (
    <>
      {used ? (
        <Suspense>
          <Palette />
        </Suspense>
      ) : null}
      <Modal
        opened={help}
        onClose={() => setHelp(false)}
        title={t("palette.help")}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <Table aria-label={t("palette.help")}>
          <Table.Tbody>
            {keys.map(([label, pressed]) => (
              <Table.Tr key={label}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="end" dir="ltr">
                  {pressed.map((key) => (
                    <Kbd key={key} mx={2}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  );
}
