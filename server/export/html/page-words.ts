import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { SNAPSHOTS } from '../../../shared/text/snapshots.ts';
import { stateWord } from '../parts/map-drawing.ts';
import { kindWord, problemWords } from '../parts/tables.ts';
import { inLanguage, type Language, type WordKey } from '../parts/words.ts';

const SAID = [
  'snapshots.column.id',
  'snapshots.column.name',
  'snapshots.column.state',
  'snapshots.column.lifecycle',
  'snapshots.column.parent',
  'snapshots.column.severity',
  'snapshots.column.resource',
  'snapshots.column.problem',
  'snapshots.column.raised',
  'snapshots.column.cleared',
  'snapshots.column.simulated',
  'snapshots.column.age',
  'snapshots.alarms',
  'snapshots.rows',
  'snapshots.unpack-failed',
  'snapshots.yes',
  'snapshots.no',
] as const satisfies readonly WordKey[];

/** The words that the page's script shows, in its language; `rules` are those of the alarms in it. */
export function pageWords(rules: readonly string[], language: Language): object {
  return {
    language,
    texts: Object.fromEntries(SAID.map((key) => [key.replace('snapshots.', ''), inLanguage(SNAPSHOTS[key], language)])),
    states: Object.fromEntries(SEVERITIES.map((state) => [state, stateWord(state, language)])),
    // Pairs: a rule is a name from outside, and a key could be `__proto__`.
    problems: [...new Set(rules)].map((rule) => [rule, problemWords(rule, language)]),
    kinds: Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, kindWord(kind, language)])),
  };
}
