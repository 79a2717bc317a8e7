import type { JSX } from 'react';
import type { FloorLayer } from '../../../shared/wire/events.ts';
import { useLiveStore } from '../../live/react.tsx';
import { useFrames } from '../../live/use-frames.ts';
import { useSelection } from '../../state/selection.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { LayerSwitch, TableSwitch } from './FloorControls.tsx';
import { HallTable, RackTable } from './FloorTable.tsx';
import type { WordsInput } from './floor-words.ts';
import { hallRows, rackRows } from './table-rows.ts';

interface Props {
  input: WordsInput;
  layer: FloorLayer;
  onLayer(layer: FloorLayer): void;
  onTable(table: boolean): void;
}

const REDRAW_EVERY_MS = 1_000;
const TOPICS = ['zone', 'floor/'];

/** The floor as real tables: all halls, and the racks of the one that is opened (query `hall`). */
export function FloorTables({ input, layer, onLayer, onTable }: Props): JSX.Element {
  const { index, look, language } = input;
  const [hall, openHall] = useQueryParam('hall', 'push');
  const [selection, select] = useSelection();
  const live = useLiveStore();
  useFrames(TOPICS, REDRAW_EVERY_MS);
  const place = hall === null ? undefined : index.ordinal(hall);
  return (
    <>
      <div className="floor-top">
        <LayerSwitch layer={layer} onLayer={onLayer} />
        <span className="spacer" />
        <TableSwitch table onTable={onTable} />
      </div>
      {/* Scrolls: reachable by keyboard through the buttons in its rows. */}
      <div className="floor-tables">
        {place?.kind === 'hall' ? (
          <RackTable
            hall={index.name('hall', place.ordinal)[language === 'zh-CN' ? 0 : 1]}
            rows={rackRows(input, place.ordinal, Date.now() + live.link().offsetMs)}
            layer={look.metric.label[language === 'zh-CN' ? 'zh' : 'en']}
            selected={selection}
            onRack={select}
            onBack={() => openHall(null)}
          />
        ) : (
          <HallTable rows={hallRows(input)} language={language} onHall={openHall} />
        )}
      </div>
    </>
  );
}
