import type { JSX } from 'react';
import type { TextKey } from '../../shared/text/index.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';
import { VIEWS } from '../views/index.ts';
import { useOverlay } from './overlay.ts';
import { useModal } from './use-modal.ts';

const KEYS: readonly { readonly keys: readonly string[]; readonly does: TextKey }[] = [
  { keys: VIEWS.map((_, i) => String(i + 1)), does: 'keys.view' },
  { keys: ['Ctrl K'], does: 'commands.title' },
  { keys: ['Esc'], does: 'keys.close' },
  { keys: ['L'], does: 'keys.live' },
  { keys: ['Shift L'], does: 'keys.language' },
  { keys: ['T'], does: 'keys.theme' },
  { keys: [','], does: 'settings.title' },
  { keys: ['A'], does: 'alarms.act.acknowledge' },
  { keys: ['M'], does: 'alarms.maintenance' },
  { keys: ['/'], does: 'alarms.filter.text' },
  { keys: ['Tab'], does: 'keys.tab' },
  { keys: ['?'], does: 'keys.help' },
];

/** The list of keys, a native dialog: focus stays in it and returns, Escape closes it. */
export function KeyList(): JSX.Element {
  const text = useText();
  const dialog = useModal();
  const close = useOverlay((overlay) => overlay.close);
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title">
      <header>
        <h2 id="keys-title">{text('keys.title')}</h2>
        <button type="button" className="plain square" aria-label={text('action.close')} onClick={close}>
          <CloseIcon size={18} />
        </button>
      </header>
      <dl>
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="key">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text(does)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
