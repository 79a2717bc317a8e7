import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { TextKey } from '../../shared/text/index.ts';
import { AlarmIcon, ChartIcon, type Icon, MapIcon, PulseIcon, RacksIcon } from '../ui/icons.tsx';
import { CoverageIcon } from './coverage/CoverageIcon.tsx';
import { SnapshotIcon } from './snapshots/SnapshotIcon.tsx';

/** A screen of the product. Route, rail and title follow from its entry; its code loads when it is first opened. */
export interface ViewEntry {
  readonly id: string;
  readonly path: `/${string}`;
  readonly icon: Icon;
  readonly title: TextKey;
  /** Shows the present whatever the time cursor says. */
  readonly present?: true;
  readonly View: LazyExoticComponent<ComponentType>;
  /** Loads its code before it is opened: of the screen that is opened in a hurry. */
  readonly ahead?: () => Promise<unknown>;
}

const alarms = async () => ({ default: (await import('./alarms/Alarms.tsx')).Alarms });

/** In the order of the rail; the first is home. */
export const VIEWS: readonly [ViewEntry, ...ViewEntry[]] = [
  {
    id: 'operations',
    path: '/operations',
    icon: MapIcon,
    title: 'view.operations',
    View: lazy(async () => ({ default: (await import('./operations/Operations.tsx')).Operations })),
  },
  {
    id: 'data-centre',
    path: '/data-centre',
    icon: RacksIcon,
    title: 'view.data-centre',
    View: lazy(async () => ({ default: (await import('./data-centre/DataCentre.tsx')).DataCentre })),
  },
  {
    id: 'alarms',
    path: '/alarms',
    icon: AlarmIcon,
    title: 'view.alarms',
    View: lazy(alarms),
    ahead: alarms,
  },
  {
    id: 'coverage',
    path: '/coverage',
    icon: CoverageIcon,
    title: 'view.coverage',
    present: true,
    View: lazy(async () => ({ default: (await import('./coverage/Coverage.tsx')).Coverage })),
  },
  {
    id: 'explore',
    path: '/explore',
    icon: ChartIcon,
    title: 'view.explore',
    View: lazy(async () => ({ default: (await import('./explore/Explore.tsx')).Explore })),
  },
  {
    id: 'snapshots',
    path: '/snapshots',
    icon: SnapshotIcon,
    title: 'view.snapshots',
    present: true,
    View: lazy(async () => ({ default: (await import('./snapshots/Snapshots.tsx')).Snapshots })),
  },
  {
    id: 'data-quality',
    path: '/data-quality',
    icon: PulseIcon,
    title: 'view.data-quality',
    present: true,
    View: lazy(async () => ({ default: (await import('./data-quality/DataQuality.tsx')).DataQuality })),
  },
];

/** Screens that the rail does not name, for each is of one thing: `:id` is its id, percent-encoded as one segment. */
export const PAGES: readonly Pick<ViewEntry, 'id' | 'path' | 'View'>[] = [
  {
    id: 'resource',
    path: '/resource/:id',
    View: lazy(async () => ({ default: (await import('./resource/ResourcePage.tsx')).ResourcePage })),
  },
];
