import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** How long somebody pauses before a search runs by itself, in milliseconds. */
const pause = 350;

export function SearchField({ label, value, onSearch }: Props): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const [typed, setTyped] = useState({ text: value, over: value });
  // A search that came from elsewhere, such as the back button, replaces what was typed.
  const text = typed.over === value || typed.text.trim() === value ? typed.text : value;
  useEffect(() => {
    if (text.trim() === value) return;
    const here = router.latestLocation.pathname;
    const timer = setTimeout(() => {
      // Somebody who has already followed a link is not called back.
      if (router.latestLocation.pathname === here) onSearch(text.trim());
    }, pause);
    return () => clearTimeout(timer);
  }, [router, text, value, onSearch]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ currentTarget }) => setTyped({ text: currentTarget.value, over: value })}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === "" ? null : <CloseButton size="sm" aria-label={t("clearSearch")} onClick={() => onSearch("")} />
      }
      miw={{ base: "100%", xs: 320 }}
    />
  );
}
