import { PbfWriter } from 'pbf';
import { compressSync } from 'snappy';

/** Labels of one series, in the order in which they are sent; Prometheus wants them sorted by name. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** Bytes of a varint for any time between 2004 and 2109 in ms, so that one can be written over another. */
const TIME_BYTES = 6;

/** One remote-write 1.0 body whose times and values can be changed without encoding it again. */
export interface WriteBody {
  readonly samples: number;
  /** The body with all samples at `atMs` and the given value per sample, compressed with snappy's block format. */
  at(atMs: number, give: (sample: number) => number): Buffer;
}

/**
 * Encodes prometheus.WriteRequest with one sample per series: timeseries = 1 {labels = 1 {name = 1, value = 2},
 * samples = 2 {value = 1 (double), timestamp = 2 (int64)}}.
 */
export function createWriteBody(series: readonly Labels[], encodedAtMs: number): WriteBody {
  const writer = new PbfWriter();
  for (const labels of series) {
    writer.writeMessage(
      1,
      (each: Labels, out) => {
        for (const label of each) {
          out.writeMessage(
            1,
            ([name, value]: readonly [string, string], inner) => {
              inner.writeStringField(1, name);
              inner.writeStringField(2, value);
            },
            label,
          );
        }
        out.writeMessage(
          2,
          (atMs: number, inner) => {
            inner.writeDoubleField(1, 0.5);
            inner.writeVarintField(2, atMs);
          },
          encodedAtMs,
        );
      },
      labels,
    );
  }
  const bytes = Buffer.from(writer.finish());
  const samplesAt = findSamples(bytes, series.length);
  return {
    samples: series.length,
    at(atMs, give) {
      samplesAt.forEach((position, sample) => {
        bytes.writeDoubleLE(give(sample), position);
        // The double is followed by the tag of the timestamp.
        writeTime(bytes, position + 9, atMs);
      });
      return compressSync(bytes);
    },
  };
}

/** Places of the doubles: each series ends with its sample, so its end is enough. */
function findSamples(bytes: Buffer, count: number): number[] {
  const places: number[] = [];
  let p = 0;
  while (p < bytes.length) {
    p++;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[p++]!;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    p += length;
    places.push(p - TIME_BYTES - 1 - 8);
  }
  if (places.length !== count) throw new Error(`${places.length} series encoded of ${count}`);
  return places;
}

function writeTime(bytes: Buffer, position: number, atMs: number): void {
  let rest = atMs;
  for (let i = 0; i < TIME_BYTES; i++) {
    bytes[position + i] = (rest % 128) | (i < TIME_BYTES - 1 ? 128 : 0);
    rest = Math.floor(rest / 128);
  }
}
