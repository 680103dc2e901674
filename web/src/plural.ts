/** Texts with a number. The server gives one per plural category it has: data-text-one, data-text-few, data-text-other … */

export function plural(texts: DOMStringMap, count: number, language: string, stem = "text"): string {
  const category = new Intl.PluralRules(language).select(count);
  const text = texts[key(stem, category)] ?? texts[key(stem, "other")] ?? texts[key(stem, "many")] ?? "";
  return text.replace("{count}", new Intl.NumberFormat(language).format(count));
}

function key(stem: string, category: string): string {
  return stem + category.charAt(0).toUpperCase() + category.slice(1);
}
