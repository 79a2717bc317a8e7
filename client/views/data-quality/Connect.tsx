import { type JSX, useEffect, useState } from 'react';
import { useInventory } from '../../live/react.tsx';
import { useText } from '../../ui/text.ts';
import { prometheusConfig, shellCommand } from './commands.ts';

const COPIED_MS = 2_000;

/** How to send the first reading: commands that run as they stand, against this server and a rack of this zone. */
export function Connect(): JSX.Element {
  const text = useText();
  const inventory = useInventory();
  const rack = inventory.count('rack') > 0 ? inventory.id('rack', 0) : null;
  const { origin } = window.location;
  return (
    <div className="connect">
      {rack !== null && (
        <>
          <p>{text('data-quality.connect-shell')}</p>
          <Command lines={shellCommand(origin, rack)} />
        </>
      )}
      <p>{text('data-quality.connect-prometheus')}</p>
      <Command lines={prometheusConfig(origin)} />
    </div>
  );
}

function Command({ lines }: { lines: string }) {
  const text = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void navigator.clipboard?.writeText(lines).then(
      () => setCopied(true),
      // Not allowed here: the text can be selected.
      () => undefined,
    );
  };
  return (
    <div className="command">
      <pre lang="en">{lines}</pre>
      <button type="button" className="plain copy" onClick={copy} aria-live="polite">
        {text(copied ? 'data-quality.copied' : 'data-quality.copy')}
      </button>
    </div>
  );
}
