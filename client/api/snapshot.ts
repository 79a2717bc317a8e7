import { addressOf, request } from './request.ts';

/** The newest state of a topic, a frame of shared/wire/frame.ts. */
export async function fetchSnapshot(topic: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await request(addressOf('/api/v1/live/snapshot', { topic }), signal);
  return response.arrayBuffer();
}
