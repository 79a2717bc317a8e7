import { type FormEvent, type JSX, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { MAX_NAME_LENGTH } from '../../state/operator.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';
import { type OperatorField, useOperatorName } from './use-operator-name.ts';

interface Props {
  title: string;
  /** The word on the button that does it, and while it is being done. */
  does: string;
  doing?: string;
  children: ReactNode;
  /** Does it in the operator's name. Resolves with why not, or null when it is done: then the dialog closes. */
  onSubmit(operator: string): Promise<string | null>;
  onClose(): void;
}

/** A native dialog with a form that acts in a name: focus stays in it, Escape closes it, a refusal stays readable. */
export function FormDialog({ title, does, doing = does, children, onSubmit, onClose }: Props): JSX.Element {
  const text = useText();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const operator = useOperatorName();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    // The first field, not the cross that closes it.
    element.querySelector<HTMLElement>('input, textarea, select')?.focus();
    const closed = () => close.current();
    element.addEventListener('close', closed);
    return () => {
      element.removeEventListener('close', closed);
      element.close();
    };
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = operator.take();
    if (busy || name === null) return;
    setBusy(true);
    setProblem(null);
    const refused = await onSubmit(name);
    if (refused === null) return close.current();
    setProblem(refused);
    setBusy(false);
  };
  return (
    <dialog ref={dialog} className="snap-dialog" aria-labelledby={titleId}>
      <form onSubmit={submit}>
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="plain square" aria-label={text('action.close')} onClick={onClose}>
            <CloseIcon size={18} />
          </button>
        </header>
        {children}
        <NameField operator={operator} />
        {problem !== null && (
          <p className="snap-problem" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="button" className="button" onClick={onClose}>
            {text('snapshot-screen.cancel')}
          </button>
          <button type="submit" className="button primary" aria-busy={busy} disabled={busy}>
            {busy ? doing : does}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

/** Asks once who acts at this browser; later it only says who. */
function NameField({ operator }: { operator: OperatorField }) {
  const text = useText();
  if (operator.known !== null) {
    return (
      <p className="snap-note">
        {text('snapshot-screen.as', { name: operator.known })} ·{' '}
        <button type="button" className="plain snap-link" onClick={operator.askAgain}>
          {text('snapshot-screen.other-name')}
        </button>
      </p>
    );
  }
  return (
    <>
      <label className="snap-field">
        {text('snapshot-screen.name')}
        <input
          required
          pattern=".*\S.*"
          maxLength={MAX_NAME_LENGTH}
          autoComplete="name"
          value={operator.typed}
          onChange={(event) => operator.type(event.target.value)}
        />
      </label>
      <p className="snap-note">{text('snapshot-screen.name-why')}</p>
    </>
  );
}
