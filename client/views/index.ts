import type { ComponentType } from 'react';
import type { TextKey } from '../../shared/text/index.ts';
import { AlarmIcon, ChartIcon, type Icon, MapIcon, PulseIcon, RacksIcon } from '../ui/icons.tsx';
import { CoverageIcon } from './coverage/CoverageIcon.tsx';
import { screen } from './screen.ts';
import { SnapshotIcon } from './snapshots/SnapshotIcon.tsx';

/** A screen of the product. Route, rail and title follow from its entry; its code loads when it is first opened. */
export interface ViewEntry {
  readonly id: string;
  readonly path: `/${string}`;
  readonly icon: Icon;
  readonly title: TextKey;
  /** Shows the present whatever the time cursor says. */
  readonly present?: true;
  readonly View: ComponentType;
  /** Loads its code before it is opened. Rejects where it cannot be had. */
  readonly ahead: () => Promise<unknown>;
}

/** In the order of the rail; the first is home. */
export const VIEWS: readonly [ViewEntry, ...ViewEntry[]] = [
  {
    id: 'operations',
    path: '/operations',
    icon: MapIcon,
    title: 'view.operations',
    ...screen(async () => (await import('./operations/Operations.tsx')).Operations),
  },
  {
    id: 'data-centre',
    path: '/data-centre',
    icon: RacksIcon,
    title: 'view.data-centre',
    ...screen(async () => (await import('./data-centre/DataCentre.tsx')).DataCentre),
  },
  {
    id: 'alarms',
    path: '/alarms',
    icon: AlarmIcon,
    title: 'view.alarms',
    ...screen(async () => (await import('./alarms/Alarms.tsx')).Alarms),
  },
  {
    id: 'coverage',
    path: '/coverage',
    icon: CoverageIcon,
    title: 'view.coverage',
    present: true,
    ...screen(async () => (await import('./coverage/Coverage.tsx')).Coverage),
  },
  {
    id: 'explore',
    path: '/explore',
    icon: ChartIcon,
    title: 'view.explore',
    ...screen(async () => (await import('./explore/Explore.tsx')).Explore),
  },
  {
    id: 'snapshots',
    path: '/snapshots',
    icon: SnapshotIcon,
    title: 'view.snapshots',
    present: true,
    ...screen(async () => (await import('./snapshots/Snapshots.tsx')).Snapshots),
  },
  {
    id: 'data-quality',
    path: '/data-quality',
    icon: PulseIcon,
    title: 'view.data-quality',
    present: true,
    ...screen(async () => (await import('./data-quality/DataQuality.tsx')).DataQuality),
  },
];

/** Screens that the rail does not name, for each is of one thing: `:id` is its id, percent-encoded as one segment. */
export const PAGES: readonly Pick<ViewEntry, 'id' | 'path' | 'View'>[] = [
  {
    id: 'resource',
    path: '/resource/:id',
    ...screen(async () => (await import('./resource/ResourcePage.tsx')).ResourcePage),
  },
];
