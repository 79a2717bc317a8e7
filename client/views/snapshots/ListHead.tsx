import type { JSX, RefObject } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';

interface Props {
  count: number;
  limit: number;
  language: Language;
  search: string;
  field: RefObject<HTMLInputElement | null>;
  canCompare: boolean;
  onSearch(text: string): void;
  onCompare(): void;
  onSchedules(): void;
  onLabels(): void;
  onTake(): void;
}

/** Title, filter and what can be done. */
export function ListHead(props: Props): JSX.Element {
  const text = useText();
  const { count, limit, language, search, field, canCompare } = props;
  return (
    <header className="snap-head">
      <h2>{text('view.snapshots')}</h2>
      <p>
        {text('snapshot-screen.count', { count: formatCount(count, language), limit: formatCount(limit, language) })}
      </p>
      <span className="spacer" />
      <input
        ref={field}
        type="search"
        aria-label={text('snapshot-screen.find')}
        placeholder={text('snapshot-screen.find')}
        value={search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
      <button
        type="button"
        className="button"
        disabled={!canCompare}
        title={text('snapshot-screen.compare-hint')}
        onClick={props.onCompare}
      >
        {text('snapshot-screen.compare')}
      </button>
      <button type="button" className="button" onClick={props.onLabels}>
        {text('snapshot-screen.labels')}
      </button>
      <button type="button" className="button" onClick={props.onSchedules}>
        {text('snapshot-screen.schedules')}
      </button>
      <button type="button" className="button primary" onClick={props.onTake}>
        {text('snapshot-screen.take')} <kbd>N</kbd>
      </button>
    </header>
  );
}
