import { fetchPastAttention, fetchState } from '../../api/history.ts';
import type { PastRequests } from '../../live/past-loader.ts';

/** The store's questions to history, asked of the API. */
export const PAST_REQUESTS: PastRequests = {
  fetchState: async (topic, at, signal) => (await fetchState(topic, at, signal)).frame,
  async fetchAttention(at, signal) {
    const past = await fetchPastAttention(at, signal);
    // A state at one moment does not say since when: what counts from it shows none.
    return { ...past, worst: past.worst.map((row) => ({ ...row, since: Number.NaN })) };
  },
};
