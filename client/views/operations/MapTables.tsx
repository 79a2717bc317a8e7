import { type JSX, useState } from 'react';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { useLiveStore } from '../../live/react.tsx';
import { useText } from '../../ui/text.ts';
import { KindTable } from './KindTable.tsx';
import { TABLE_KINDS, type TableKind } from './kind-rows.ts';
import type { LiveColumns } from './live-states.ts';
import type { MapModel } from './map-model.ts';
import { SiteTable } from './SiteTable.tsx';

interface Props {
  model: MapModel;
  inventory: InventoryIndex;
  dictionary: Dictionary;
  live: LiveColumns;
  language: Language;
  selected: string | null;
  onSelect(id: string): void;
}

/** All that the map draws, as tables: sites first, every other kind by choice. */
export function MapTables(props: Props): JSX.Element {
  const text = useText();
  const store = useLiveStore();
  const [kind, setKind] = useState<TableKind | 'site'>('site');
  const kinds = TABLE_KINDS.filter((each) => props.inventory.count(each) > 0);
  return (
    <>
      {kind === 'site' ? (
        <SiteTable {...props} />
      ) : (
        <KindTable key={kind} {...props} kind={kind} offsetMs={store.link().offsetMs} />
      )}
      <div className="map-corner top-left">
        <select
          aria-label={text('operations.table-kind')}
          value={kind}
          onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? 'site')}
        >
          {(['site', ...kinds] as const).map((each) => (
            <option key={each} value={each}>
              {text(`kind.${each}`)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
