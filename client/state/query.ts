/**
 * The query string as state. Slashes, commas and colons stay readable: ids are paths, viewports are triples and moments
 * are ISO 8601, and all are allowed in a query (RFC 3986 §3.4; the comma is a sub-delimiter).
 */
export function readParam(search: string, name: string): string | null {
  return new URLSearchParams(search).get(name);
}

/** The query string with one parameter set, or removed when `value` is null; '' or begins with '?'. */
export function withParam(search: string, name: string, value: string | null): string {
  const params = new URLSearchParams(search);
  if (value === null) params.delete(name);
  else params.set(name, value);
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
