import type { Size } from './camera.ts';

/** What a user does to the floor, in CSS pixels of the canvas. */
export interface FloorActions {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  showAll(): void;
  hover(x: number, y: number): void;
  leave(): void;
  select(x: number, y: number): void;
  /** A rectangle is being drawn with Shift held; `done` when the button is let go. */
  lasso(x1: number, y1: number, x2: number, y2: number, done: boolean): void;
  /** Moves the keyboard's cursor by one rack. */
  step(dx: -1 | 0 | 1, dy: -1 | 0 | 1): void;
  enter(): void;
  escape(): boolean;
  size(): Size;
}

const CLICK_SLOP_PX = 4;
const WHEEL_STEP = 0.0016;
/** A pinch on a track pad arrives as a wheel with Ctrl and small steps. */
const PINCH_STEP = 0.012;
const PAN_STEP_PX = 80;
const ZOOM_STEP = 1.5;

interface Point {
  x: number;
  y: number;
}

/** Listens on the element until the signal aborts. */
export function listen(element: HTMLElement, actions: FloorActions, signal: AbortSignal): void {
  const pointers = new Map<number, Point>();
  let start: (Point & { lasso: boolean; moved: boolean }) | null = null;

  const pointOf = (event: { clientX: number; clientY: number }): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    const point = pointOf(event);
    pointers.set(event.pointerId, point);
    start = pointers.size === 1 ? { ...point, lasso: event.shiftKey, moved: false } : null;
  };

  const move = (event: PointerEvent) => {
    const point = pointOf(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch') actions.hover(point.x, point.y);
      return;
    }
    if (pointers.size === 2) pinch(pointers, event.pointerId, point, actions);
    else if (start) drag(start, before, point, actions);
    pointers.set(event.pointerId, point);
  };

  const up = (event: PointerEvent) => {
    const point = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (point && start && event.type === 'pointerup') {
      if (start.lasso && start.moved) actions.lasso(start.x, start.y, point.x, point.y, true);
      else if (!start.moved) actions.select(start.x, start.y);
    }
    start = null;
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const point = pointOf(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    actions.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCH_STEP : WHEEL_STEP)), point.x, point.y);
  };

  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', () => pointers.size === 0 && actions.leave(), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', (event) => onKey(event, actions), { signal });
}

function drag(
  start: Point & { lasso: boolean; moved: boolean },
  before: Point,
  to: Point,
  actions: FloorActions,
): void {
  if (!start.moved && Math.hypot(to.x - start.x, to.y - start.y) < CLICK_SLOP_PX) return;
  if (start.lasso) actions.lasso(start.x, start.y, to.x, to.y, false);
  else if (start.moved) actions.pan(to.x - before.x, to.y - before.y);
  // The first pan includes what the slop had held back.
  else actions.pan(to.x - start.x, to.y - start.y);
  start.moved = true;
}

function pinch(pointers: Map<number, Point>, id: number, to: Point, actions: FloorActions): void {
  let other: Point | undefined;
  for (const [pointer, point] of pointers) if (pointer !== id) other = point;
  const from = pointers.get(id);
  if (!other || !from) return;
  const before = Math.hypot(from.x - other.x, from.y - other.y);
  const after = Math.hypot(to.x - other.x, to.y - other.y);
  actions.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  if (before > 1 && after > 1) actions.zoom(after / before, (to.x + other.x) / 2, (to.y + other.y) / 2);
}

const ARROWS = new Map<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** Arrows move the cursor from rack to rack, with Shift they move the floor; + − 0 zoom; Enter opens. */
function onKey(event: KeyboardEvent, actions: FloorActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { width, height } = actions.size();
  const arrow = ARROWS.get(event.key);
  if (arrow && event.shiftKey) actions.pan(-arrow[0] * PAN_STEP_PX, -arrow[1] * PAN_STEP_PX);
  else if (arrow) actions.step(arrow[0], arrow[1]);
  else if (event.key === '+' || event.key === '=') actions.zoom(ZOOM_STEP, width / 2, height / 2);
  else if (event.key === '-' || event.key === '_') actions.zoom(1 / ZOOM_STEP, width / 2, height / 2);
  else if (event.key === '0' || event.key === 'Home') actions.showAll();
  else if (event.key === 'Enter' || event.key === ' ') actions.enter();
  else if (event.key !== 'Escape' || !actions.escape()) return;
  event.preventDefault();
  event.stopPropagation();
}
