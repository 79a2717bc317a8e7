/**
 * A text of shared/text with its values in place of `{{name}}`; one without a value is left out. Values are put
 * in as they are: what looks like a placeholder in a name stays as it is.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
