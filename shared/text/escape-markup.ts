const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text between tags or in a quoted attribute, of HTML, SVG and XML alike; what XML has no character for is left out. */
export function escapeMarkup(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ufffd]/g, '').replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
