import { type JSX, type ReactNode, useState } from 'react';
import { MAX_NAME_LENGTH } from '../../state/operator.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useText } from '../../ui/text.ts';
import { type OperatorField, useOperatorName } from './use-operator-name.ts';

interface Props {
  title: string;
  about?: string;
  /** The word on the button that does it, and while it is being done. */
  does: string;
  doing?: string;
  children: ReactNode;
  /** Does it in the operator's name. Resolves with why not, or null when it is done: then the dialog closes. */
  onSubmit(operator: string): Promise<string | null>;
  onClose(): void;
}

/** A form that acts in a name, which it asks for within itself; a refusal stays readable. */
export function OperatorForm({ does, doing = does, children, onSubmit, onClose, ...words }: Props): JSX.Element {
  const operator = useOperatorName();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const name = operator.take();
    if (name === null) return;
    setBusy(true);
    setProblem(null);
    const refused = await onSubmit(name);
    if (refused === null) return onClose();
    setProblem(refused);
    setBusy(false);
  };
  return (
    <FormDialog
      wide
      {...words}
      does={busy ? doing : does}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="snap-form">
        {children}
        <NameField operator={operator} />
      </div>
    </FormDialog>
  );
}

/** Asks once who acts at this browser; later it only says who. */
function NameField({ operator }: { operator: OperatorField }) {
  const text = useText();
  if (operator.known !== null) {
    return (
      <p className="dialog-note">
        {text('snapshot-screen.as', { name: operator.known })} ·{' '}
        <button type="button" className="plain snap-link" onClick={operator.askAgain}>
          {text('snapshot-screen.other-name')}
        </button>
      </p>
    );
  }
  return (
    <>
      <label className="dialog-field">
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
      <p className="dialog-note">{text('snapshot-screen.name-why')}</p>
    </>
  );
}
