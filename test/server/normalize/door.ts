import { BodyTooLarge, type DoorHandler, type DoorReply, type IngestDoor, Refused } from '../../../server/ports.ts';
import { createStage, type Stage } from './stage.ts';

/** A door on a real normalize stage, asked as the HTTP edge asks it. */
export interface OpenDoor {
  readonly stage: Stage;
  post(body: Uint8Array | string, headers?: Record<string, string | undefined>, source?: string): Promise<DoorReply>;
  /** Ends what the door has started beside it. */
  stop(): Promise<void>;
}

export function openDoor(
  door: IngestDoor,
  path: string,
  usual: Record<string, string>,
  stage = createStage(),
): OpenDoor {
  const routes = new Map<string, DoorHandler>();
  const started = door.start({
    registry: stage.normalizer,
    inventory: stage.inventory,
    clock: () => stage.now,
    seed: 1,
    post: (address, handler) => routes.set(address, handler),
  });
  return {
    stage,
    stop: () => started.stop(),
    async post(body, headers = {}, source = 'ingest') {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      try {
        return await routes.get(path)!({
          headers: { ...usual, ...headers },
          source,
          async body(limitBytes) {
            if (bytes.length > limitBytes) throw new BodyTooLarge(limitBytes);
            return bytes;
          },
        });
      } catch (error) {
        // What the edge makes of the two errors that doors pass on.
        if (error instanceof BodyTooLarge) return { status: 413 };
        if (error instanceof Refused)
          return { status: 503, headers: { 'Retry-After': String(error.retryAfterSeconds) } };
        throw error;
      }
    },
  };
}
