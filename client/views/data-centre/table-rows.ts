import type { Lifecycle } from '../../../shared/model/resource.ts';
import { type Severity, severityOf } from '../../../shared/model/sample.ts';
import { formatAge, formatWithUnit, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { liveNumber, type WordsInput } from './floor-words.ts';
import { countRacks, type RackCounts } from './rack-counts.ts';
import { rackReading } from './rack-reading.ts';

export interface HallRow {
  readonly id: string;
  readonly name: string;
  readonly phase: string;
  readonly lifecycle: Lifecycle;
  /** Percent built; null for halls in service. */
  readonly progress: number | null;
  readonly racks: number;
  /** Null where nothing is expected to report. */
  readonly counts: RackCounts | null;
  readonly inletMax: number | null;
  readonly severity: Severity | null;
  readonly inletMean: number | null;
  readonly load: number | null;
}

export interface RackRow {
  readonly id: string;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  /** Null for a rack that is not expected to report. */
  readonly severity: Severity | null;
  readonly value: string;
  readonly age: string;
}

function nameIn(name: readonly [string, string], language: Language): string {
  return name[language === 'zh-CN' ? 0 : 1];
}

export function hallRows(input: WordsInput): HallRow[] {
  const { index, floor, live, values, language } = input;
  return floor.plan.halls.map(({ id, phase }, hall) => {
    const lifecycle = index.lifecycle('hall', hall);
    const progress = index.attribute('hall', hall, 'progress_pct');
    const inletMax = liveNumber(index, live, id, 'hall.inlet-max');
    return {
      id,
      name: nameIn(index.name('hall', hall), language),
      phase: nameIn(index.name('phase', phase), language),
      lifecycle,
      progress: lifecycle !== 'in-service' && typeof progress === 'number' ? progress : null,
      racks: floor.racksOf[hall]!.length,
      counts: floor.hallReports[hall] ? countRacks(values, floor.racksOf[hall]!) : null,
      inletMax,
      severity: inletMax === null ? null : severityOf(live.flags[index.series(id, 'hall.inlet-max')]!),
      inletMean: liveNumber(index, live, id, 'hall.inlet-mean'),
      load: liveNumber(index, live, id, 'hall.it-power'),
    };
  });
}

export function rackRows(input: WordsInput, hall: number, nowMs: number): RackRow[] {
  const { index, floor, live, values, look, language } = input;
  return Array.from(floor.racksOf[hall] ?? [], (rack) => {
    const reports = values.reporting[rack] === 1;
    const reading = rackReading(values, live.at, rack, nowMs);
    return {
      id: index.id('rack', rack),
      name: nameIn(index.name('rack', rack), language),
      lifecycle: index.lifecycle('rack', rack),
      severity: reports ? reading.severity : null,
      value: formatWithUnit(reading.value, look.metric.unit, language),
      age: reports ? formatAge(reading.ageMs, language) : NO_VALUE,
    };
  });
}
