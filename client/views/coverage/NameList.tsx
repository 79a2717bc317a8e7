import type { JSX } from 'react';

const MOST_SHOWN = 200;

/** Names behind their count; `count` where there are more than were sent. */
export function NameList({
  title,
  names,
  count = names.length,
}: {
  title: string;
  names: readonly string[];
  count?: number;
}): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <details className="coverage-ids">
      <summary>
        {title} ({count})
      </summary>
      <p>
        {names.slice(0, MOST_SHOWN).join(', ')}
        {count > MOST_SHOWN && ' …'}
      </p>
    </details>
  );
}
