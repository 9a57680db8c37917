import { direction } from "@meridian/core/kernel/locale";
import { preferredLanguage, type Language } from "../lib/languages.ts";

/** Said when settings or words cannot be loaded: no file of words is there yet. */
const sentences: Readonly<Record<Language, string>> = {
  en: "The console cannot reach its server. Please try again in a moment.",
  de: "Die Konsole erreicht ihren Server nicht. Bitte versuchen Sie es gleich noch einmal.",
  fr: "La console ne parvient pas à joindre son serveur. Veuillez réessayer dans un instant.",
  es: "La consola no puede acceder a su servidor. Inténtelo de nuevo en un momento.",
  ja: "管理画面がサーバーに接続できません。しばらくしてからもう一度お試しください。",
  ar: "تعذر على لوحة التحكم الوصول إلى خادمها. يُرجى المحاولة بعد قليل.",
};

/** Without settings or words nothing can be drawn: one plain sentence in the browser's language. */
export function giveUp(element: HTMLElement): void {
  const language = preferredLanguage();
  element.lang = language;
  element.dir = direction(language);
  element.setAttribute("role", "alert");
  element.textContent = sentences[language];
}
