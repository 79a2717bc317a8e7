import type { JSX } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { DrawerModel } from './model.ts';

interface Props {
  model: DrawerModel;
  language: Language;
  onOpen(id: string): void;
}

/** What it contains, by kind with counts; each part opens its own drawer. */
export function PartList({ model, language, onOpen }: Props): JSX.Element | null {
  const text = useText();
  if (model.parts.length === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{text('drawer.parts')}</h3>
      {model.parts.map(({ kind, count, shown }) => (
        <div key={kind} className="parts">
          <h4>
            {text(`kind.${kind}`)} <span className="muted tabular">{formatCount(count, language)}</span>
          </h4>
          <ul>
            {shown.map((part) => (
              <li key={part.id}>
                <button type="button" className="plain part" onClick={() => onOpen(part.id)}>
                  {part.severity !== null && <StateShape severity={part.severity} size={9} />}
                  {part.name}
                </button>
              </li>
            ))}
            {count > shown.length && shown.length > 0 && (
              <li className="muted">
                {text('drawer.more-parts', { count: formatCount(count - shown.length, language) })}
              </li>
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}
