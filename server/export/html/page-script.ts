import { FLOOR_SCRIPT } from './floor-script.ts';
import { MAP_SCRIPT } from './map-script.ts';
import { TABLE_SCRIPT } from './table-script.ts';

/**
 * What the self-contained page runs. Plain JavaScript of 2023, as text: it is never loaded, its hash stands in the page's
 * policy. Everything that it shows goes into the page as text, never as markup.
 */
export function pageScript(): string {
  return `'use strict';\n${START}\n${MAP_SCRIPT}\n${FLOOR_SCRIPT}\n${TABLE_SCRIPT}\nstart();\n`;
}

const START = `
const words = JSON.parse(document.getElementById('skyrack-words').textContent);
const chinese = words.language === 'zh-CN';
const SEVERITIES = ['normal', 'warning', 'minor', 'major', 'critical', 'unknown'];
const COLOURS = { normal: '#2f8f5b', unknown: '#8b9099', warning: '#c9a100', minor: '#dd7d10', major: '#d2491f', critical: '#b3122c' };

const isSimulated = (flags) => (flags & 32) !== 0;
const isStale = (flags) => ((flags >> 6) & 3) === 2;
const isHeard = (flags) => (flags & 3) !== 0;
const severityOf = (flags) => SEVERITIES[(flags >> 8) & 7] || 'unknown';
const labelOf = (label) => (chinese ? label.zh : label.en);

async function unpack() {
  const text = document.getElementById('skyrack-snapshot').textContent;
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text()).content;
}

async function start() {
  moveMap(document.querySelector('#map svg'));
  try {
    const content = await unpack();
    drawFloor(content);
    showTables(content);
    document.documentElement.dataset.ready = 'true';
  } catch (error) {
    const problem = document.getElementById('problem');
    problem.hidden = false;
    problem.textContent = words.texts['unpack-failed'].replace('{{what}}', String(error));
  }
}
`;
