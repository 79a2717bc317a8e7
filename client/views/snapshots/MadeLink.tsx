import { type JSX, useState } from 'react';
import { useText } from '../../ui/text.ts';

/** The address of a link that was just made: nowhere else is it said again. */
export function MadeLink({ path }: { path: string }): JSX.Element {
  const text = useText();
  const [copied, setCopied] = useState<'copied' | 'copy-failed' | null>(null);
  const address = `${window.location.origin}${path}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied('copied');
    } catch {
      setCopied('copy-failed');
    }
  };
  return (
    <div className="snap-made" role="status">
      <p>{text('snapshot-screen.share-made')}</p>
      <a href={path} target="_blank" rel="noreferrer">
        <code>{address}</code>
      </a>
      <button type="button" className="button" onClick={copy}>
        {text('snapshot-screen.copy')}
      </button>
      {copied !== null && <span>{text(`snapshot-screen.${copied}`)}</span>}
    </div>
  );
}
