import { type JSX, type KeyboardEvent, type ReactNode, useEffect, useId } from 'react';
import { useText } from '../../ui/text.ts';
import { TABS, type Tab } from './choice.ts';

interface Props {
  tab: Tab;
  onTab(tab: Tab): void;
  children: ReactNode;
}

/** The lists beside the map, one at a time. Arrow keys go from tab to tab (WAI-ARIA APG, "Tabs"). */
export function SideTabs({ tab, onTab, children }: Props): JSX.Element {
  const text = useText();
  const id = useId();
  // They do not all find room in a narrow window; an address may open any of them.
  useEffect(() => {
    document.getElementById(`${id}-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, tab]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    onTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="coverage-side" aria-label={text('coverage.lists')}>
      <h2 className="visually-hidden">{text('coverage.lists')}</h2>
      <div className="coverage-tabs" role="tablist" aria-label={text('coverage.lists')} onKeyDown={onKeyDown}>
        {TABS.map((each) => (
          <button
            key={each}
            id={`${id}-${each}`}
            type="button"
            role="tab"
            className="plain"
            aria-selected={each === tab}
            aria-controls={`${id}-panel`}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => onTab(each)}
          >
            {text(`coverage.tab.${each}`)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div id={`${id}-panel`} className="coverage-panel" role="tabpanel" aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
