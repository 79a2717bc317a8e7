import type { Socket } from 'socket.io';

/** A client with more than this waiting is taken out of its rooms … */
export const CONGESTED_BYTES = 1024 * 1024;
/** … and comes back when less than this waits. */
export const DRAINED_BYTES = 64 * 1024;

/** The parts of engine.io's connection that say what waits; its types hide them. */
interface Connection {
  /** Packets not yet handed to the transport, which is busy with earlier ones. */
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } };
}

/** Bytes that wait to be sent to a client: in the websocket, and in front of it. */
export function waitingBytes(socket: Socket): number {
  const { writeBuffer = [], transport } = socket.conn as unknown as Connection;
  let bytes = transport?.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) {
    if (typeof data === 'string') bytes += data.length;
    else if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) bytes += data.byteLength;
  }
  return bytes;
}
