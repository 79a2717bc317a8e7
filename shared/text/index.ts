import { ALARM_RULES } from './alarm-rules.ts';
import { ALARMS } from './alarms.ts';
import { AVAILABILITY } from './availability.ts';
import { COMMANDS } from './commands.ts';
import { COVERAGE } from './coverage.ts';
import { COVERAGE_AUDIT } from './coverage-audit.ts';
import { COVERAGE_PLANS } from './coverage-plans.ts';
import { DATA_CENTRE } from './data-centre.ts';
import { DATA_QUALITY } from './data-quality.ts';
import { DEFINITIONS } from './definitions.ts';
import { EXPLORE } from './explore.ts';
import { FRAME } from './frame.ts';
import { HISTORY } from './history.ts';
import { MEASURED } from './measured.ts';
import { NEXT_SITES } from './next-sites.ts';
import { NOTIFICATION_SCREEN } from './notification-screen.ts';
import { OPERATIONS } from './operations.ts';
import { RESOURCE_PAGE } from './resource-page.ts';
import { ROLL_OUT } from './roll-out.ts';
import { SCENARIO } from './scenario.ts';
import { SETTINGS } from './settings.ts';
import { SITE_TABLES } from './site-tables.ts';
import { SNAPSHOT_SCHEDULES } from './snapshot-schedules.ts';
import { SNAPSHOT_SCREEN } from './snapshot-screen.ts';
import { TABLE_PROBLEMS } from './table-problems.ts';

/** Every word people read, in both languages, by key. Names of resources and metrics come from inventory and catalogue. */
export const TEXT = {
  ...FRAME,
  ...OPERATIONS,
  ...DATA_CENTRE,
  ...DATA_QUALITY,
  ...COMMANDS,
  ...SETTINGS,
  ...SCENARIO,
  ...ALARMS,
  ...ALARM_RULES,
  ...NOTIFICATION_SCREEN,
  ...AVAILABILITY,
  ...HISTORY,
  ...COVERAGE,
  ...COVERAGE_PLANS,
  ...COVERAGE_AUDIT,
  ...ROLL_OUT,
  ...NEXT_SITES,
  ...SITE_TABLES,
  ...TABLE_PROBLEMS,
  ...MEASURED,
  ...EXPLORE,
  ...RESOURCE_PAGE,
  ...DEFINITIONS,
  ...SNAPSHOT_SCREEN,
  ...SNAPSHOT_SCHEDULES,
} as const;

export type TextKey = keyof typeof TEXT;
