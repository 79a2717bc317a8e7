/** What a checkpoint of this stage holds. Columns of one group have one length. */
export interface NormalizerState {
  /** Version of the inventory: another one numbers its series differently. */
  readonly version: string;
  readonly sources: readonly SourceState[];
  /** Takeovers that had not reached their file. */
  readonly takeovers: readonly string[];
  readonly newest: { series: Uint32Array; at: Float64Array; value: Float64Array; quality: Uint8Array };
}

export interface SourceState {
  readonly id: string;
  readonly protocol: string;
  readonly simulated: boolean;
  readonly lastReceivedAt: number | null;
  readonly identities: readonly string[];
  readonly bases: { readonly series: Uint32Array; readonly at: Float64Array; readonly raw: Float64Array };
}

interface Head {
  readonly version: string;
  readonly takeovers: readonly string[];
  readonly newest: number;
  readonly sources: readonly (Omit<SourceState, 'bases'> & { readonly bases: number })[];
}

/** Layout: uint32 length of the head, the head as JSON, padding to 8, then the columns in the order of `columnsOf`. */
export function encodeState(state: NormalizerState): Uint8Array {
  const head: Head = {
    version: state.version,
    takeovers: state.takeovers,
    newest: state.newest.series.length,
    sources: state.sources.map((source) => ({ ...source, bases: source.bases.series.length })),
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const columns = columnsOf(state);
  const start = align(4 + headBytes.length);
  const bytes = new Uint8Array(columns.reduce((end, column) => align(end + column.byteLength), start));
  new DataView(bytes.buffer).setUint32(0, headBytes.length, true);
  bytes.set(headBytes, 4);
  let at = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = align(at + column.byteLength);
  }
  return bytes;
}

/** Throws RangeError or SyntaxError on bytes that `encodeState` did not make. */
export function decodeState(bytes: Uint8Array): NormalizerState {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (4 + headLength > bytes.length) throw new RangeError('checkpoint of normalize is cut short');
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength))) as Head;
  let at = align(4 + headLength);
  const take = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new RangeError('checkpoint of normalize is cut short');
    const column = bytes.slice(at, at + length).buffer as ArrayBuffer;
    at = align(at + length);
    return column;
  };
  const newest = {
    series: new Uint32Array(take(head.newest * 4)),
    at: new Float64Array(take(head.newest * 8)),
    value: new Float64Array(take(head.newest * 8)),
    quality: new Uint8Array(take(head.newest)),
  };
  const sources = head.sources.map((source) => ({
    ...source,
    bases: {
      series: new Uint32Array(take(source.bases * 4)),
      at: new Float64Array(take(source.bases * 8)),
      raw: new Float64Array(take(source.bases * 8)),
    },
  }));
  return { version: head.version, takeovers: head.takeovers, newest, sources };
}

function columnsOf({ newest, sources }: NormalizerState): readonly (Uint32Array | Float64Array | Uint8Array)[] {
  return [
    newest.series,
    newest.at,
    newest.value,
    newest.quality,
    ...sources.flatMap(({ bases }) => [bases.series, bases.at, bases.raw]),
  ];
}

function align(length: number): number {
  return (length + 7) & ~7;
}
