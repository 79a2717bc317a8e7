import { type JSX, useMemo } from 'react';
import type { FloorLayer } from '../../../shared/wire/events.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { useLayer } from '../../state/layer.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import './data-centre.css';
import { FloorPicture } from './FloorPicture.tsx';
import { FloorTables } from './FloorTables.tsx';
import { readFloor } from './floor-plan.ts';
import type { WordsInput } from './floor-words.ts';
import { LAYER_LOOKS, LAYERS } from './layers.ts';
import { rackValues } from './rack-values.ts';

/** All racks of the data centre on one floor, or as tables: what is hot, what draws how much, what has fallen silent. */
export function DataCentre(): JSX.Element {
  const text = useText();
  const index = useInventory();
  const live = useLiveStore();
  const { language } = usePreferences();
  const [layer, setLayer] = useLayer<FloorLayer>(LAYERS, 'inlet');
  const [shownAs, setShownAs] = useQueryParam('as', 'push');
  const look = LAYER_LOOKS[layer];

  const floor = useMemo(() => readFloor(index), [index]);
  const values = useMemo(() => rackValues(index, live, floor.reporting, look), [index, live, floor, look]);
  const topics = useMemo(() => {
    const halls = floor.plan.halls.filter((_, hall) => floor.hallReports[hall]);
    return ['zone', ...halls.map((hall) => `floor/${layer}/${hall.id}`)];
  }, [floor, layer]);
  useWatch(topics);

  const input: WordsInput = useMemo(
    () => ({ index, floor, live, values, look, language, text }),
    [index, floor, live, values, look, language, text],
  );
  if (floor.plan.halls.length === 0) {
    return (
      <Notice title={text('floor.empty')}>
        <p>{text('floor.empty-why')}</p>
      </Notice>
    );
  }
  const shared = { input, layer, onLayer: setLayer, onTable: (table: boolean) => setShownAs(table ? 'table' : null) };
  return (
    <div className="floor">{shownAs === 'table' ? <FloorTables {...shared} /> : <FloorPicture {...shared} />}</div>
  );
}
