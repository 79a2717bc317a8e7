import './scenario-button.css';
import type { JSX } from 'react';
import { useScenarios } from '../../api/scenarios.ts';
import { useText } from '../../ui/text.ts';
import { useOverlay } from '../overlay.ts';

/** Opens the panel of demo scenarios, and says when some run. */
export function ScenarioButton(): JSX.Element {
  const text = useText();
  const { open, show, close } = useOverlay();
  const { data } = useScenarios();
  const running = data?.scenarios.filter((scenario) => scenario.running !== null).length ?? 0;
  const isOpen = open === 'scenarios';
  return (
    <button
      type="button"
      className="button scenario-button"
      aria-expanded={isOpen}
      onClick={() => (isOpen ? close() : show('scenarios'))}
    >
      {running > 0 && <span className="dot scenario-dot" />}
      {running > 0 ? text('scenario.open-running', { count: running }) : text('scenario.open')}
    </button>
  );
}
