import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExposition } from '../../../../server/zones/check-zone/exposition.ts';

const one = (line: string) => {
  const { samples, problems } = parseExposition(line);
  return problems[0]?.message ?? samples[0];
};

describe('text format 0.0.4', () => {
  test('comments, types, help and empty lines are passed over, line ends of any kind', () => {
    const text =
      '# HELP up Whether it answers.\r\n# TYPE up gauge\r\n\r\nup 1\r\n  # a comment\n\tup{job="x"} 0\n# EOF\n';
    expect(parseExposition(text)).toEqual({
      samples: [
        { name: 'up', labels: [], value: 1, at: undefined },
        { name: 'up', labels: [['job', 'x']], value: 0, at: undefined },
      ],
      problems: [],
    });
  });

  test('label values hold \\\\, \\" and \\n escaped, and commas, braces and = as they are', () => {
    expect(one(String.raw`disk{path="C:\\DIR",say="\"hi\"",two="a\nb",odd="},x={"} 4`)).toEqual({
      name: 'disk',
      labels: [
        ['path', 'C:\\DIR'],
        ['say', '"hi"'],
        ['two', 'a\nb'],
        ['odd', '},x={'],
      ],
      value: 4,
      at: undefined,
    });
  });

  test('blanks where they may be, a comma after the last label, no labels between braces', () => {
    const expected = { name: 'a:b_c', labels: [['x', '1']], value: 2, at: undefined };
    for (const line of ['a:b_c{x="1"}2', 'a:b_c { x = "1" , } 2', '\ta:b_c{x="1",}\t2']) {
      expect(one(line), line).toEqual(expected);
    }
    expect(one('a{} 2')).toEqual({ name: 'a', labels: [], value: 2, at: undefined });
  });

  test.each<[string, number]>([
    ['NaN', Number.NaN],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['Inf', Number.POSITIVE_INFINITY],
    ['1.5e+3', 1500],
    ['.5', 0.5],
    ['-3.', -3],
  ])('the value %s', (text, value) => {
    expect(one(`x ${text}`)).toMatchObject({ value });
  });

  test('a timestamp is UTC milliseconds and may be before 1970', () => {
    expect(one('x 1 1395066363000')).toMatchObject({ at: 1_395_066_363_000 });
    expect(one('x 1 -3982045')).toMatchObject({ at: -3_982_045 });
  });

  test.each<[string, string]>([
    ['{x="1"} 2', 'does not begin with a metric name'],
    ['2x 1', 'does not begin with a metric name'],
    ['x', 'has no value after x, or something after value and timestamp'],
    ['x 1 2 3', 'has no value after x, or something after value and timestamp'],
    ['x 0x10', '"0x10" is not a number'],
    ['x 1_000', '"1_000" is not a number'],
    ['x{y="1" 2', 'label y is followed by neither , nor }'],
    ['x{y="1",', 'has a label without a name, or braces that are not closed'],
    ['x{y=1} 2', 'the value of label y is not a quoted text'],
    [String.raw`x{y="\q"} 2`, 'the value of label y is not a quoted text'],
    ['x{y "1"} 2', 'label y has no ='],
    ['x{1y="1"} 2', 'has a label without a name, or braces that are not closed'],
  ])('%s is a problem of its line, and the rest is kept', (line, message) => {
    expect(parseExposition(`up 1\n${line}\nup 2`)).toEqual({
      samples: [expect.objectContaining({ value: 1 }), expect.objectContaining({ value: 2 })],
      problems: [{ line: 2, message }],
    });
  });

  test('reads back what is written by its rules', () => {
    const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,8}$/);
    const label = fc.tuple(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/), fc.string({ unit: 'grapheme' }));
    const sample = fc.record({
      name,
      labels: fc.array(label, { maxLength: 4 }),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      at: fc.option(fc.integer(), { nil: undefined }),
    });
    const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    fc.assert(
      fc.property(fc.array(sample), (samples) => {
        const lines = samples.map(({ name, labels, value, at }) => {
          const pairs = labels.map(([key, text]) => `${key}="${escaped(text)}"`).join(',');
          return `${name}{${pairs}} ${Object.is(value, -0) ? '-0' : value}${at === undefined ? '' : ` ${at}`}`;
        });
        expect(parseExposition(lines.join('\n'))).toEqual({ samples, problems: [] });
      }),
    );
  });

  test('anything at all is read or refused, never thrown', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseExposition(text)));
  });
});
