import './form-dialog.css';
import { type FormEvent, type JSX, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { CloseIcon } from './icons.tsx';
import { useText } from './text.ts';

interface Props {
  title: string;
  /** What it is about, under the title. */
  about?: string | undefined;
  /** The word on the button that does it; without it there is nothing to do but close. */
  does?: string | undefined;
  /** It is being done: not again by now. */
  busy?: boolean;
  /** Why it cannot be done yet, or was refused. */
  problem?: string | null | undefined;
  wide?: boolean;
  children?: ReactNode;
  onSubmit?(): void;
  onClose(): void;
}

/** A native dialog with a form: focus stays in it and goes back where it was, Escape closes it. */
export function FormDialog(props: Props): JSX.Element {
  const { title, about, does, busy = false, problem, wide = false, children, onSubmit, onClose } = props;
  const text = useText();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // Before its element is taken away, so that the focus goes back to where it was.
  useLayoutEffect(() => {
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit?.();
  };
  return (
    <dialog ref={dialog} className={wide ? 'form-dialog wide' : 'form-dialog'} aria-labelledby={titleId}>
      <form onSubmit={submit}>
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="plain square" aria-label={text('action.close')} onClick={onClose}>
            <CloseIcon size={18} />
          </button>
        </header>
        {about !== undefined && <p className="dialog-about">{about}</p>}
        {children}
        {problem && (
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
        )}
        {does !== undefined && (
          <footer>
            <button type="button" className="button" onClick={onClose}>
              {text('action.cancel')}
            </button>
            <button type="submit" className="button primary" aria-busy={busy} disabled={busy}>
              {does}
            </button>
          </footer>
        )}
      </form>
    </dialog>
  );
}
