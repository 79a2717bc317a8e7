import { type JSX, useCallback, useMemo, useRef, useState } from 'react';
import type { FloorLayer } from '../../../shared/wire/events.ts';
import { useLiveStore, useWatch } from '../../live/react.tsx';
import { useFrames } from '../../live/use-frames.ts';
import type { Floor, FloorEvents, FloorView } from '../../map/floor/floor.ts';
import type { Box } from '../../map/floor/layout.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { CIVIDIS, packHex, palette } from '../../ui/palette.ts';
import { FloorCanvas } from './FloorCanvas.tsx';
import { AlarmSwitch, LayerSwitch, TableSwitch, ZoomControls } from './FloorControls.tsx';
import { FloorLegend } from './FloorLegend.tsx';
import { floorWords, type WordsInput } from './floor-words.ts';
import { MarkedSum } from './MarkedSum.tsx';
import { RackTooltip, RackWords } from './RackTooltip.tsx';
import { rackReading, summarize } from './rack-reading.ts';
import { useFloorAlarms } from './use-floor-alarms.ts';
import { useFloorViewport } from './use-floor-viewport.ts';
import { useNarrow } from './use-narrow.ts';

interface Props {
  input: WordsInput;
  layer: FloorLayer;
  onLayer(layer: FloorLayer): void;
  onTable(table: boolean): void;
}

/** Words on the canvas and in the tooltip follow new values within this time; the cells' colours follow at once. */
const WORDS_EVERY_MS = 400;
const NO_DATA = { dark: '#24304A', light: '#DDE3EC' } as const;
const WIDE_INSETS = { top: 58, right: 14, bottom: 120, left: 14 };
const NARROW_INSETS = { top: 52, right: 8, bottom: 70, left: 8 };
const TOPICS = ['zone', 'floor/', 'resource/rack/'];

interface Pointed {
  readonly rack: number;
  readonly place: Box;
  readonly by: 'pointer' | 'keys';
}

export function FloorPicture({ input, layer, onLayer, onTable }: Props): JSX.Element {
  const { index, floor, values, look, language } = input;
  const live = useLiveStore();
  const { theme } = usePreferences();
  const [selection, select] = useSelection();
  const [start, keepView] = useFloorViewport();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [middle, setMiddle] = useState(-1);
  const [marked, setMarked] = useState<readonly number[]>([]);
  const canvas = useRef<Floor | null>(null);
  const around = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [alarms, alarmsShown, toggleAlarms] = useFloorAlarms(index);
  const setElevations = useWatchedRacks(input);
  useFrames(TOPICS, WORDS_EVERY_MS);

  const words = floorWords(input);
  const style = useMemo(
    () => ({ min: look.min, max: look.max, colours: CIVIDIS, noData: packHex(NO_DATA[theme]) }),
    [look, theme],
  );
  const insets = narrow ? NARROW_INSETS : WIDE_INSETS;
  const canvasInput = { plan: floor.plan, values, style, colours: palette(theme), words, alarms, insets };

  const events: FloorEvents = {
    onPoint: (rack, place, by) => setPointed(rack >= 0 && place ? { rack, place, by } : null),
    onSelect: ({ rack, hall }) => {
      setPointed(null);
      if (rack >= 0) select(index.id('rack', rack));
      else select(hall >= 0 ? index.id('hall', hall) : null);
    },
    onMark: setMarked,
    onView: (view: FloorView) => {
      keepView(view);
      setElevations(view.elevations);
      setMiddle(view.hall);
    },
  };
  const subscribe = useCallback((listener: (series: Uint32Array) => void) => live.onFrame(listener), [live]);
  const place = selection === null ? undefined : index.ordinal(selection);
  const selected = {
    rack: place?.kind === 'rack' ? place.ordinal : -1,
    hall: place?.kind === 'rack' ? floor.plan.rackHall[place.ordinal]! : place?.kind === 'hall' ? place.ordinal : -1,
  };
  const described = pointed && {
    name: index.name('rack', pointed.rack)[0],
    reporting: values.reporting[pointed.rack] === 1,
    reading: rackReading(values, live.at, pointed.rack, Date.now() + live.link().offsetMs),
    look,
    ratedW: numberOr(index.attribute('rack', pointed.rack, 'rated_w')),
    vacant: index.attribute('rack', pointed.rack, 'occupied') === 0,
    language,
  };

  return (
    <div ref={around} style={{ position: 'absolute', inset: 0, ['--no-data' as string]: NO_DATA[theme] }}>
      <FloorCanvas
        ref={canvas}
        input={canvasInput}
        events={events}
        start={start}
        subscribe={subscribe}
        selected={selected}
      />
      <div className="floor-top">
        <LayerSwitch layer={layer} onLayer={onLayer} />
        {middle >= 0 && (
          <button
            type="button"
            className="plain floor-panel floor-where"
            onClick={() => select(index.id('hall', middle))}
          >
            {hallPath(input, middle)}
          </button>
        )}
        <span className="spacer" />
        <AlarmSwitch shown={alarmsShown} onToggle={toggleAlarms} />
        <TableSwitch table={false} onTable={onTable} />
        <ZoomControls onZoom={(factor) => canvas.current?.zoomBy(factor)} onAll={() => canvas.current?.showAll()} />
      </div>
      <FloorLegend look={look} language={language} alarms={alarmsShown} />
      {pointed && described && (
        <RackTooltip
          {...described}
          place={pointed.place}
          bounds={{ width: around.current?.clientWidth ?? 0, height: around.current?.clientHeight ?? 0 }}
        />
      )}
      <div className="visually-hidden" role="status">
        {pointed?.by === 'keys' && described && <RackWords {...described} />}
      </div>
      {marked.length > 0 && (
        <MarkedSum
          count={marked.length}
          figures={summarize(values, marked)}
          look={look}
          language={language}
          onClear={() => canvas.current?.clearMarked()}
        />
      )}
    </div>
  );
}

/** Which hall is looked at, once its title may be out of sight: "Phase 1 › Hall 3". */
function hallPath({ index, floor, language }: WordsInput, hall: number): string {
  const side = language === 'zh-CN' ? 0 : 1;
  const phase = floor.plan.halls[hall]?.phase ?? 0;
  return `${index.name('phase', phase)[side]} › ${index.name('hall', hall)[side]}`;
}

function numberOr(value: string | number | null): number | null {
  return typeof value === 'number' ? value : null;
}

/** Racks drawn from their front are watched one by one: sensors and feeds are not part of a layer. */
function useWatchedRacks({ index }: WordsInput): (racks: readonly number[]) => void {
  const [racks, setRacks] = useState<readonly number[]>([]);
  const topics = useMemo(() => racks.map((rack) => `resource/${index.id('rack', rack)}`), [racks, index]);
  useWatch(topics);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback((next: readonly number[]) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => setRacks((before) => (before.join() === next.join() ? before : next)),
      WATCH_AFTER_MS,
    );
  }, []);
}

/** A pan passes many racks; only those where it comes to rest are asked for. */
const WATCH_AFTER_MS = 250;
