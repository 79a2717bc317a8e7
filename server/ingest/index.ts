import type { IngestDoor } from '../ports.ts';
import { native } from './native.ts';
import { otlp } from './otlp.ts';
import { remoteWrite } from './remote-write.ts';

/** Every protocol that senders may speak. The simulator is a source too, but main starts it last and only if asked. */
export const doors: readonly IngestDoor[] = [remoteWrite, otlp, native];
