/** An element by its local name, with what stands in it as it was written. */
export interface XmlElement {
  readonly attributes: ReadonlyMap<string, string>;
  readonly inner: string;
}

/**
 * The elements of a name in a text of XML, whatever their prefix, in order; none of that name inside another is seen. For
 * the flat parts of a workbook: nothing is expanded but the five entities and character references, so that no document
 * can make it grow.
 */
export function elementsOf(xml: string, name: string): XmlElement[] {
  const open = new RegExp(`<((?:\\w+:)?${name})((?:\\s[^<>]*?)?)(/?)>`, 'g');
  const found: XmlElement[] = [];
  for (let match = open.exec(xml); match !== null; match = open.exec(xml)) {
    const [all, tag, attributes, isEmpty] = match;
    const from = match.index + all.length;
    const close = isEmpty === '/' ? from : xml.indexOf(`</${tag}>`, from);
    // A part that is cut off ends with what is whole.
    if (close < 0) break;
    found.push({ attributes: attributesOf(attributes!), inner: xml.slice(from, close) });
    open.lastIndex = close;
  }
  return found;
}

/** The text runs of a string, without the readings that East Asian texts carry beside them; `whole`: all of it is text. */
export function textOf(xml: string, runs: 'runs' | 'whole' = 'runs'): string {
  if (runs === 'whole') return unescaped(xml);
  const own = xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  return elementsOf(own, 't')
    .map(({ inner }) => unescaped(inner))
    .join('');
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [
      name!,
      unescaped(double ?? single ?? ''),
    ]),
  );
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name) ?? all;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
