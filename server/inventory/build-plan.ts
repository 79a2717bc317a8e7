import type { DemandCell, Milestone } from '../ports.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import type { ResourceList } from './resource-list.ts';

/** Rows of milestones.csv: each step of a site once. */
export function buildMilestones(tables: Tables, list: ResourceList, problems: ProblemList): readonly Milestone[] {
  const { file, rows } = tables.milestones;
  const seen = new Map<string, number>();
  const milestones: Milestone[] = [];
  for (const { line, value } of rows) {
    const site = `site/${value.site}`;
    if (!list.get(site)) {
      if (tables.sites.complete) {
        problems.add({ file, row: line, column: 'site' }, `${tables.sites.file} has no site ${value.site}`);
      }
      continue;
    }
    const key = `${value.site}/${value.step}`;
    const first = seen.get(key);
    if (first !== undefined) {
      problems.add(
        { file, row: line, column: 'step' },
        `${value.step} of ${value.site} stands in row ${first} already`,
      );
      continue;
    }
    seen.set(key, line);
    const { step, offset_days, lead_days, synthetic } = value;
    milestones.push(Object.freeze({ site, step, offsetDays: offset_days, leadDays: lead_days, synthetic }));
  }
  return milestones;
}

/** Rows of demand.csv: each place once. */
export function buildDemand({ demand }: Tables, problems: ProblemList): readonly DemandCell[] {
  const { file, rows } = demand;
  const seen = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = `${value.lat},${value.lon}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else problems.add({ file, row: line, column: 'lat' }, `${value.lat}, ${value.lon} stands in row ${first} already`);
  }
  return rows.map(({ value }) => Object.freeze(value));
}
