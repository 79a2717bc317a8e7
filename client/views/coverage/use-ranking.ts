import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ranking, RankingRequest } from '../../../shared/wire/planning.ts';
import { cancelRanking, fetchRanking, fetchRankings, startRanking } from '../../api/planning.ts';
import { ApiError } from '../../api/request.ts';

const PROGRESS_MS = 400;

export interface RankingState {
  /** The one that was begun here, else the newest that the server has; null before the first. */
  readonly shown: Ranking | null;
  /** Why beginning or cancelling did not work, in the server's words. */
  readonly refused: string | null;
  start(wanted: Partial<RankingRequest>): void;
  cancel(): void;
}

export function isUnderWay({ state }: Ranking): boolean {
  return state === 'queued' || state === 'running';
}

/** Next best sites: begins a ranking, follows it, keeps the newest. */
export function useRanking(): RankingState {
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const newest = useQuery({
    queryKey: ['rankings'],
    queryFn: ({ signal }) => fetchRankings(signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const wanted = id ?? newest.data?.rankings[0]?.id ?? null;
  const one = useQuery({
    queryKey: ['ranking', wanted],
    queryFn: ({ signal }) => fetchRanking(wanted ?? '', signal),
    enabled: wanted !== null,
    retry: false,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? PROGRESS_MS : false),
  });
  const take = (answer: Promise<Ranking>) => {
    setRefused(null);
    answer.then(
      (ranking) => {
        queries.setQueryData(['ranking', ranking.id], ranking);
        setId(ranking.id);
        void queries.invalidateQueries({ queryKey: ['ranking', ranking.id] });
      },
      (error: unknown) => setRefused(error instanceof ApiError ? error.message : String(error)),
    );
  };
  return {
    shown: one.data ?? null,
    refused,
    start: (request) => take(startRanking(request)),
    cancel: () => {
      if (wanted !== null) take(cancelRanking(wanted));
    },
  };
}
