import { type JSX, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react';
import { createFloor, type Floor, type FloorEvents, type FloorInput, type FloorStart } from '../../map/floor/floor.ts';
import { useText } from '../../ui/text.ts';

interface Props {
  input: FloorInput;
  events: FloorEvents;
  start: FloorStart | null;
  /** Calls back with the series of every frame that may concern racks. */
  subscribe(listener: (series: Uint32Array) => void): () => void;
  selected: { readonly rack: number; readonly hall: number };
  ref: Ref<Floor | null>;
}

/** Holds the canvas of the floor and hands it what changes; React draws nothing of it. */
export function FloorCanvas({ input, events, start, subscribe, selected, ref }: Props): JSX.Element {
  const text = useText();
  const helpId = useId();
  const element = useRef<HTMLDivElement>(null);
  const floor = useRef<Floor | null>(null);
  const newest = useRef({ input, events, start });
  newest.current = { input, events, start };
  useImperativeHandle(ref, () => floor.current!, []);

  useEffect(() => {
    const { input, start } = newest.current;
    const relay: FloorEvents = {
      onPoint: (...args) => newest.current.events.onPoint(...args),
      onSelect: (pick) => newest.current.events.onSelect(pick),
      onMark: (racks) => newest.current.events.onMark(racks),
      onView: (view) => newest.current.events.onView(view),
    };
    floor.current = createFloor(element.current!, input, relay, start);
    return () => {
      floor.current?.destroy();
      floor.current = null;
    };
  }, []);

  const { plan, values, style, colours, words, alarms, insets } = input;
  useEffect(() => floor.current?.update({ plan }), [plan]);
  useEffect(() => floor.current?.update({ values, style, colours }), [values, style, colours]);
  useEffect(() => floor.current?.update({ words }), [words]);
  useEffect(() => floor.current?.update({ alarms }), [alarms]);
  useEffect(() => floor.current?.update({ insets }), [insets]);
  useEffect(() => subscribe((series) => floor.current?.changed(series)), [subscribe]);
  useEffect(() => {
    floor.current?.select(selected.rack, selected.hall);
    if (selected.rack >= 0) floor.current?.reveal(selected.rack);
  }, [selected.rack, selected.hall]);

  return (
    <>
      <div
        ref={element}
        className="floor-canvas"
        role="application"
        aria-label={text('floor.label')}
        aria-describedby={helpId}
      />
      <p id={helpId} className="visually-hidden">
        {text('floor.keys')}
      </p>
    </>
  );
}
