import type { Lifecycle } from '../../../shared/model/resource.ts';

/** What a table of sites calls a stage of life. */
export const STATUS_OF: Readonly<Record<Lifecycle, string>> = {
  planned: 'planned',
  building: 'building',
  'in-service': 'on_air',
  retired: 'retired',
};

/** As engineering tables write them, in lower case without separators. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  on_air: [
    'onair',
    'inservice',
    'active',
    'live',
    'operational',
    '在网',
    '已开通',
    '开通',
    '已入网',
    '入网',
    '运行',
    '在用',
    '商用',
    '已商用',
  ],
  planned: ['planned', 'plan', 'planning', '规划', '规划中', '已规划', '计划', '拟建', '未开通', '未入网'],
  building: [
    'building',
    'underconstruction',
    'construction',
    '在建',
    '建设',
    '建设中',
    '施工',
    '施工中',
    '工程',
    '工程态',
    '待开通',
  ],
  retired: [
    'retired',
    'decommissioned',
    'offair',
    'dismantled',
    '退网',
    '已退网',
    '退役',
    '已退役',
    '拆除',
    '已拆除',
    '下线',
  ],
};

/** Columns such as 是否开通: who is in the table and not on air yet is planned. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  on_air: ['y', 'yes', 'true', '是'],
  planned: ['n', 'no', 'false', '否'],
};

const STATUS_BY_WORD: ReadonlyMap<string, string> = new Map(
  [WORDS, ANSWERS].flatMap((table) =>
    Object.entries(table).flatMap(([status, words]) => words.map((word) => [word, status] as const)),
  ),
);

/** planned, building, on_air or retired; undefined for a word that says none of them. */
export function readStatus(given: string): string | undefined {
  return STATUS_BY_WORD.get(
    given
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]+/g, ''),
  );
}

/** 1 for yes, 0 for no, undefined for anything else. */
export function readFlag(given: string): number | undefined {
  const word = given.normalize('NFKC').toLowerCase();
  if (word === '1' || ANSWERS.on_air!.includes(word)) return 1;
  return word === '0' || ANSWERS.planned!.includes(word) ? 0 : undefined;
}
