import { type JSX, useState } from 'react';
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/model/resource.ts';
import { formatCount } from '../../../shared/text/format.ts';
import { MAX_LABELS } from '../../../shared/wire/labels.ts';
import { useInventory } from '../../live/react.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useText } from '../../ui/text.ts';
import { labelsAddress } from './labels-address.ts';
import { type Around, nameOf } from './words.ts';

interface Props {
  around: Around;
  onClose(): void;
}

/** Asks what is to get labels with codes, and gives the sheets to print. */
export function LabelDialog({ around: { language }, onClose }: Props): JSX.Element {
  const text = useText();
  const inventory = useInventory();
  const [kind, setKind] = useState<ResourceKind>('site');
  const [hall, setHall] = useState('');
  const halls = Array.from({ length: inventory.count('hall') }, (_, ordinal) => inventory.id('hall', ordinal));
  // Only of racks and their rows a zone has more than a file may have.
  const inHalls = kind === 'rack' || kind === 'row';
  const part = inHalls ? hall : '';
  const tooMany = part === '' && inventory.count(kind) > MAX_LABELS;
  return (
    <FormDialog title={text('snapshot-screen.labels')} onClose={onClose}>
      <p className="snap-note">{text('snapshot-screen.labels-note')}</p>
      <label className="dialog-field">
        {text('snapshot-screen.labels-of')}
        <select
          value={kind}
          onChange={(event) => setKind(RESOURCE_KINDS.find((each) => each === event.target.value) ?? kind)}
        >
          {RESOURCE_KINDS.filter((each) => inventory.count(each) > 0).map((each) => (
            <option key={each} value={each}>
              {`${text(`kind.${each}`)} · ${formatCount(inventory.count(each), language)}`}
            </option>
          ))}
        </select>
      </label>
      {inHalls && (
        <label className="dialog-field">
          {text('snapshot-screen.hall')}
          <select value={hall} onChange={(event) => setHall(event.target.value)}>
            <option value="">{text('snapshot-screen.any')}</option>
            {halls.map((id) => (
              <option key={id} value={id}>
                {nameOf(inventory, id, language)}
              </option>
            ))}
          </select>
        </label>
      )}
      {tooMany ? (
        <p className="dialog-problem" role="status">
          {text('snapshot-screen.labels-many', { limit: formatCount(MAX_LABELS, language) })}
        </p>
      ) : (
        <footer>
          <a className="button primary" href={labelsAddress(kind, part, language)} download>
            {text('snapshot-screen.labels-get')}
          </a>
        </footer>
      )}
    </FormDialog>
  );
}
