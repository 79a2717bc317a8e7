import fc from 'fast-check';
import { compressSync } from 'snappy';
import { describe, expect, it } from 'vitest';
import { BodyProblem } from '../../../../server/ingest/body/body-problem.ts';
import { unpackBlock } from '../../../../server/ingest/remote-write/block.ts';

const LIMIT_BYTES = 32 * 1024 * 1024;

const unpack = (body: Uint8Array): Promise<Uint8Array> => unpackBlock(body, LIMIT_BYTES);

/** Bytes as bodies have them: pieces that come again, near and far, also one byte after another. */
const bodies = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 200 })),
    ),
    { maxLength: 40 },
  )
  .map((parts) =>
    Buffer.concat(
      parts.map((part) =>
        part instanceof Uint8Array ? part : Buffer.concat(Array.from({ length: part[1] }, () => Buffer.from(part[0]))),
      ),
    ),
  );

describe('snappy blocks', () => {
  it('unpacks what the library packs', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (bytes) => {
        const unpacked = await unpack(compressSync(bytes));
        expect(Buffer.from(unpacked).equals(bytes)).toBe(true);
      }),
    );
  });

  it('unpacks what is large on another thread', async () => {
    const bytes = Buffer.alloc(3_000_000, 'rack_inlet_celsius{hall="p1-h03"}');
    expect(Buffer.from(await unpack(compressSync(bytes))).equals(bytes)).toBe(true);
  });

  it('refuses a damaged block by name, or gives the length that it claims', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(), fc.nat(255), fc.boolean(), async (bytes, at, byte, cut) => {
        const packed = Buffer.from(compressSync(bytes));
        const damaged = cut ? packed.subarray(0, at % (packed.length + 1)) : packed;
        if (!cut && packed.length > 0) damaged[at % packed.length] = byte;
        try {
          const unpacked = await unpack(damaged);
          expect(unpacked.length).toBeLessThanOrEqual(LIMIT_BYTES);
        } catch (error) {
          expect(error).toBeInstanceOf(BodyProblem);
          expect((error as BodyProblem).status).toBe(400);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a copy from before the start', [4, 0x0d, 0x05]],
    ['a copy of nothing', [8, 0x0c, 1, 2, 3, 4, 0x01, 0x00]],
    ['a literal beyond the body', [60, 59 << 2, 1, 2]],
    ['a literal beyond the claimed length', [1, 1 << 2, 1, 2]],
    ['a copy beyond the claimed length', [6, 3 << 2, 1, 2, 3, 4, 0x0d, 0x04]],
    ['less than it claims', [4, 0, 1]],
    ['a length of more than 32 bits', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('refuses %s', async (_, bytes) => {
    await expect(unpack(Uint8Array.from(bytes))).rejects.toMatchObject({ status: 400 });
  });

  it('refuses a claim beyond the limit before anything is made (D3)', async () => {
    await expect(unpack(Uint8Array.from([0x80, 0x80, 0x80, 0x80, 0x01]))).rejects.toMatchObject({ status: 413 });
  });
});
