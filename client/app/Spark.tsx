import type { JSX } from 'react';
import { Sparkline } from '../charts/Sparkline.tsx';
import { useSparks } from './use-sparks.ts';

const WIDTH = 56;
const HEIGHT = 14;

/** The course of one of the dock's numbers, beside it; nothing where there is none. */
export function Spark({ resource, metric }: { resource: string; metric: string }): JSX.Element | null {
  const sparks = useSparks();
  const buckets = sparks?.of(resource, metric);
  if (!sparks || buckets === undefined || buckets.at.length < 2) return null;
  return <Sparkline buckets={buckets} span={sparks.span} gapMs={sparks.gapMs} width={WIDTH} height={HEIGHT} />;
}
