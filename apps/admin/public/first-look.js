/**
 * Before anything is drawn: the colours and the language that were chosen on this device, so that no page begins in
 * others. A file of its own, as the policy allows no scripts inside a page; the console's own code does the rest.
 */
(() => {
  try {
    const root = document.documentElement;
    const colours = localStorage.getItem("mantine-color-scheme-value");
    if (colours === "dark" || colours === "light") {
      root.dataset.mantineColorScheme = colours;
      root.style.colorScheme = colours;
    }
    const language = localStorage.getItem("meridian.language");
    if (language !== null && /^[a-z]{2}$/.test(language)) {
      root.lang = language;
      root.dir = language === "ar" ? "rtl" : "ltr";
    }
  } catch {
    // Storage may be switched off.
  }
})();
