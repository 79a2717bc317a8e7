import { expect, test } from 'vitest';
import { palette } from '../../../client/ui/palette.ts';
import { drawShape } from '../../../client/ui/shapes.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/sample.ts';

/** Records what is drawn, as a canvas would be told. */
function drawn(severity: Severity): string[] {
  const calls: string[] = [];
  const record = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...values: unknown[]) =>
          calls.push(`${String(name)}(${values.join(' ')})`),
      set: () => true,
    },
  );
  drawShape(record as CanvasRenderingContext2D, severity, 0, 0, 10, palette('dark'));
  return calls;
}

test('every state has a shape of its own, so that colour is never alone', () => {
  const shapes = SEVERITIES.map((severity) => drawn(severity).join(' '));
  expect(new Set(shapes).size).toBe(SEVERITIES.length);
});

test('a dashed ring leaves no dash behind', () => {
  expect(drawn('unknown').at(-1)).toBe('setLineDash()');
});
