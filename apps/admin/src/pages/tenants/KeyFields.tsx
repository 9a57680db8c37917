import { TagsInput, TextInput } from "@mantine/core";
import type { GetInputPropsReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** What the form gives the field. */
  field: GetInputPropsReturnType;
}

export function KeyNameField({ field }: Props): ReactNode {
  const { t } = useTranslation("tenants");
  return (
    <TextInput
      label={t("keys.name")}
      description={t("keys.nameHint")}
      required
      maxLength={80}
      data-autofocus
      {...field}
    />
  );
}

export function KeyChannelField({ field }: Props): ReactNode {
  const { t } = useTranslation("tenants");
  return <TextInput label={t("keys.channel")} description={t("keys.channelHint")} required maxLength={30} {...field} />;
}

/** The pages that may use a publishable key. */
export function KeyOriginsField({ field }: Props): ReactNode {
  const { t } = useTranslation("tenants");
  return (
    <TagsInput
      label={t("keys.origins")}
      description={t("keys.originsHint")}
      placeholder="https://shop.example"
      splitChars={[",", " "]}
      acceptValueOnBlur
      {...field}
    />
  );
}
