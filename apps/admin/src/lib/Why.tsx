import { Popover, Text, UnstyledButton } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** What the amount is of, for whoever does not see where it stands. */
  label: string;
  /** As it is shown. */
  amount: string;
  /** Called when the explanation is opened: what it needs is asked for then. */
  children: () => ReactNode;
}

/** An amount behind which stands how it came about: a press, or Enter, opens it; Escape closes it. */
export function Why({ label, amount, children }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={360} position="bottom-end" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <UnstyledButton
          className="numeric"
          style={{
            color: "inherit",
            font: "inherit",
            textDecoration: "underline dotted",
            textUnderlineOffset: "0.2em",
          }}
          aria-label={t("why.of", { label, amount })}
          onClick={() => setOpen(!open)}
        >
          {amount}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown style={{ textAlign: "start", whiteSpace: "normal" }} tabIndex={-1}>
        <Text fw={600} size="sm" mb={4}>
          {label}
        </Text>
        {open ? children() : null}
      </Popover.Dropdown>
    </Popover>
  );
}
