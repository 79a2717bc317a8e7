import { type JSX, useEffect, useRef, useState } from 'react';
import { findMetric } from '../../shared/metrics/index.ts';
import type { Attention, AttentionRow } from '../../shared/wire/events.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import { usePreferences } from '../state/preferences.ts';
import { type Say, useText } from '../ui/text.ts';
import { createNewCriticals } from './new-criticals.ts';
import { nameOf } from './place-names.ts';
import { reading } from './reading.ts';

interface Props {
  attention: Attention | null;
  inventory: InventoryIndex;
}

/** Says every new critical state to screen readers, once, without interrupting what they are reading. */
export function Announcer({ attention, inventory }: Props): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const newCriticals = useRef(createNewCriticals());
  const [news, setNews] = useState<readonly AttentionRow[]>([]);
  useEffect(() => {
    if (!attention) return;
    const rows = newCriticals.current(attention);
    if (rows.length > 0) setNews(rows);
  }, [attention]);
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {sentence(news, inventory, language, text)}
    </p>
  );
}

function sentence(
  rows: readonly AttentionRow[],
  inventory: InventoryIndex,
  language: 'zh-CN' | 'en',
  text: Say,
): string {
  const [first, ...rest] = rows;
  if (!first) return '';
  const metric = findMetric(first.metric);
  const words = text('attention.announce', {
    name: nameOf(inventory, first.resource, language),
    metric: metric ? metric.label[language === 'en' ? 'en' : 'zh'] : first.metric,
    value: metric ? reading(metric, first.value, language) : '',
  });
  return rest.length === 0 ? words : `${words}. ${text('attention.announce-more', { count: rest.length })}`;
}
