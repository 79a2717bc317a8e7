import ExcelJs from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../../../server/planning/tables/read-xlsx.ts';
import { writeXlsx } from '../../../../server/planning/tables/write-xlsx.ts';

async function workbook(rows: readonly unknown[][], change: (sheet: ExcelJs.Worksheet) => void = () => undefined) {
  const book = new ExcelJs.Workbook();
  const sheet = book.addWorksheet('工参');
  book.addWorksheet('second').addRow(['not', 'read']);
  for (const row of rows) sheet.addRow(row);
  change(sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('issue 7: import of XLSX', () => {
  test('the first sheet of another program’s workbook: shared strings, numbers, dates, gaps, formulas by their value', async () => {
    const rows = [
      ['站号', '经度', '开通日期', '备注', '挂高'],
      ['s1', 120.25, new Date('2020-06-08T00:00:00Z'), '<a> & "b"', { formula: '20+5', result: 25 }],
      [],
      ['s2', null, null, { richText: [{ text: '两' }, { text: '段', font: { bold: true } }] }, 30],
    ];
    expect(readXlsx(await workbook(rows))).toEqual([
      { row: 1, cells: ['站号', '经度', '开通日期', '备注', '挂高'] },
      { row: 2, cells: ['s1', '120.25', '2020-06-08', '<a> & "b"', '25'] },
      { row: 4, cells: ['s2', '', '', '两段', '30'] },
    ]);
  });

  test('a date in a format of one’s own is a date; a number that is not is a number', async () => {
    const bytes = await workbook(
      [
        ['a', 'b'],
        [43_990, 43_990],
      ],
      (sheet) => {
        sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日"';
        sheet.getCell('B2').numFmt = '0.00" days"';
      },
    );
    expect(readXlsx(bytes)[1]?.cells).toEqual(['2020-06-08', '43990']);
  });

  test('what we write is what another program reads', async () => {
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(
      writeXlsx('sites', [
        ['id', '名称'],
        ['a', "'=1+1"],
        [3, '站 & <b>'],
      ]) as never,
    );
    const sheet = book.worksheets[0]!;
    expect(sheet.name).toBe('sites');
    expect(sheet.getRow(1).values).toEqual([undefined, 'id', '名称']);
    expect(sheet.getRow(2).values).toEqual([undefined, 'a', "'=1+1"]);
    expect(sheet.getRow(3).values).toEqual([undefined, 3, '站 & <b>']);
  });

  test('bad input: no archive, an archive of something else, a workbook cut in two', async () => {
    const bytes = await workbook([['a']]);
    for (const bad of [
      strToU8('site_id,lat'),
      new Uint8Array(),
      zipSync({ 'a.txt': strToU8('a') }),
      bytes.slice(0, bytes.length / 2),
    ]) {
      expect(() => readXlsx(bad)).toThrow(expect.objectContaining({ code: 'malformed' }));
    }
  });

  test('bad input: a bomb is refused by what its directory states, before anything is unpacked', () => {
    const bomb = stating(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(1_000) }), 257 * 1024 * 1024);
    expect(() => readXlsx(bomb)).toThrow(expect.objectContaining({ code: 'too-large', limit: 256 * 1024 * 1024 }));
  });

  test('bad input: a bomb that lies about its size is not unpacked beyond it', () => {
    const bomb = stating(zipSync({ 'xl/workbook.xml': new Uint8Array(1024 * 1024) }), 100);
    expect(() => readXlsx(bomb)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('bad input: entities of a document’s own are never expanded', () => {
    const part = (body: string) =>
      strToU8(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${body}`);
    const bytes = zipSync({
      'xl/workbook.xml': part('<workbook><sheets><sheet name="x" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': part(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': part(
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
      ),
    });
    expect(readXlsx(bytes)).toEqual([{ row: 1, cells: ['&b;'] }]);
  });
});

/** The archive with another size of what is in it: of the local header at 22, of the directory's entry at 24. */
function stating(archive: Uint8Array, bytes: number): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset);
  for (let at = 0; at < archive.length - 4; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, bytes, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, bytes, true);
  }
  return archive;
}
