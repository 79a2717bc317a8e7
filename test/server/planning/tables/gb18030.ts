let byCharacter: ReadonlyMap<string, readonly number[]> | null = null;

/** Text as Chinese spreadsheets save it: the two-byte part of GB18030, which has every character of such tables. */
export function toGb18030(text: string): Uint8Array {
  byCharacter ??= table();
  const known = byCharacter;
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      const bytes = code < 0x80 ? [code] : known.get(character);
      if (bytes === undefined) throw new Error(`${character} has no two bytes`);
      return bytes;
    }),
  );
}

/** Node only decodes it: every pair of bytes is decoded once. */
function table(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(high, low));
      if ([...character].length === 1 && character !== '\ufffd') found.set(character, [high, low]);
    }
  }
  return found;
}
