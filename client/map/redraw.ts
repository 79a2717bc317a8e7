export interface Redraw {
  /** Asks for a drawing; any number of calls before the next frame make one. */
  request(): void;
  /** Forgets what was asked for; later requests do nothing. */
  stop(): void;
}

export interface Frames {
  request(callback: () => void): number;
  cancel(handle: number): void;
}

const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** One drawing per animation frame, however often the state changes. */
export function createRedraw(draw: () => void, frames: Frames = browserFrames): Redraw {
  let pending: number | null = null;
  let stopped = false;
  return {
    request() {
      if (pending !== null || stopped) return;
      pending = frames.request(() => {
        pending = null;
        draw();
      });
    },
    stop() {
      stopped = true;
      if (pending !== null) frames.cancel(pending);
      pending = null;
    },
  };
}
