import { Button, NativeSelect, PasswordInput, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { ControlInputs } from "../../lib/api.ts";
import { currencyChoices, localeChoices } from "../../lib/choices.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

type Input = ControlInputs["tenants"]["signUp"];
const fields = ["shopName", "region", "defaultLocale", "defaultCurrency", "name", "email", "password"] as const;
const regions = ["eu", "us"] as const;

export function SignUpPage(): ReactNode {
  const { t, i18n } = useTranslation("staff");
  const { control } = useSession();
  const format = useFormat();
  const navigate = useNavigate();
  const form = useForm<Input>({
    mode: "uncontrolled",
    initialValues: {
      shopName: "",
      region: "eu",
      defaultLocale: i18n.language,
      defaultCurrency: "EUR",
      name: "",
      email: "",
      password: "",
    },
    validate: { password: (text) => ([...text].length < 10 ? t("passwordTooShort") : null) },
  });
  const signUp = useMutation(
    control.trpc.tenants.signUp.mutationOptions({
      onSuccess: ({ email }) => navigate({ to: paths.checkMail, search: { email } }),
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  const props = (field: (typeof fields)[number]) => ({ ...form.getInputProps(field), key: form.key(field) });
  return (
    <form onSubmit={form.onSubmit((values) => signUp.mutate(values))}>
      <StaffTitle title={t("signUp.title")} description={t("signUp.description")} />
      <Stack>
        <TextInput label={t("signUp.shopName")} required maxLength={80} {...props("shopName")} />
        <Radio.Group label={t("signUp.region")} description={t("signUp.regionHint")} required {...props("region")}>
          <Stack gap="xs" mt="xs">
            {regions.map((region) => (
              <Radio
                key={region}
                value={region}
                label={t(`regions.${region}.name`)}
                description={t(`regions.${region}.description`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t("signUp.locale")}
          description={t("signUp.localeHint")}
          data={localeChoices(format)}
          required
          {...props("defaultLocale")}
        />
        <NativeSelect
          label={t("signUp.currency")}
          description={t("signUp.currencyHint")}
          data={currencyChoices(format)}
          required
          {...props("defaultCurrency")}
        />
        <TextInput label={t("yourName")} autoComplete="name" required maxLength={100} {...props("name")} />
        <TextInput type="email" label={t("email")} autoComplete="username" required {...props("email")} />
        <PasswordInput
          label={t("password")}
          description={t("passwordHint")}
          autoComplete="new-password"
          required
          {...props("password")}
        />
        <FormProblem error={signUp.error} fields={fields} />
        <Button type="submit" loading={signUp.isPending}>
          {t("signUp.submit")}
        </Button>
        <Text size="sm">
          {t("signUp.known")}{" "}
          <LinkAnchor to={paths.logIn} reloadDocument underline="always">
            {t("logIn.submit")}
          </LinkAnchor>
        </Text>
      </Stack>
    </form>
  );
}
