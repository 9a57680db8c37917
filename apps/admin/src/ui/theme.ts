import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const meridian: MantineColorsTuple = [
  "#eef2fd",
  "#dbe2f8",
  "#b5c3ef",
  "#8ca2e8",
  "#6a86e1",
  "#5674dd",
  "#4a6bdc",
  "#3b59c0",
  "#2f4bb3",
  "#20409f",
];

export const theme = createTheme({
  colors: { meridian },
  primaryColor: "meridian",
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  // The last ones are for Japanese and Arabic, where the system's own font lacks them.
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans JP', " +
    "'Noto Sans CJK JP', Tahoma, 'Noto Sans Arabic', sans-serif",
  // A dialog's own head is no banner of the page.
  components: { Modal: { defaultProps: { attributes: { header: { role: "none" } } } } },
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.6rem" }, h2: { fontSize: "1.2rem" }, h3: { fontSize: "1.05rem" } },
  },
});

/** Mantine's own grey, red and linked texts are too faint for WCAG 2.2 AA on our backgrounds. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-red-text": "var(--mantine-color-red-9)",
    "--mantine-color-yellow-light-color": "#7a4100",
    "--mantine-color-green-light-color": "#1b5e2b",
    "--mantine-color-body": "#fbfbfd",
  },
  dark: {
    // On the row under the pointer too, which is lighter than the page.
    "--mantine-color-anchor": "var(--mantine-color-meridian-3)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
  },
});
