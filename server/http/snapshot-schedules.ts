import type { Express } from 'express';
import {
  deleteScheduleSchema,
  MAX_SCHEDULES,
  snapshotScheduleRequestSchema,
} from '../../shared/wire/snapshot-schedule-schemas.ts';
import type { SnapshotScheduleRequest } from '../../shared/wire/snapshots.ts';
import type { Delivery, SnapshotSchedules } from '../ports.ts';
import { fresh, operatorOf, parseBody } from './action.ts';
import { answering, bodyOf } from './snapshot-answers.ts';

const PATH = '/api/v1/snapshot-schedules';

/** Snapshots that are taken by themselves: who may take one may have it taken. */
export function mountSchedules(
  app: Express,
  stages: { readonly schedules: SnapshotSchedules; readonly channels: Delivery['channels'] },
): void {
  const { schedules, channels } = stages;
  app.get(PATH, (_request, response) => {
    fresh(response).json({ schedules: schedules.list(), channels: channels(), limit: MAX_SCHEDULES });
  });
  app.post(PATH, async (request, response) => {
    const wanted = parseBody(snapshotScheduleRequestSchema, await bodyOf(request)) as SnapshotScheduleRequest;
    const made = await answering(() => schedules.add(wanted, operatorOf(request, wanted.operator)));
    fresh(response).status(201).json(made);
  });
  app.delete(`${PATH}/:id`, async (request, response) => {
    parseBody(deleteScheduleSchema, await bodyOf(request));
    const { id } = request.params;
    await answering(() => schedules.remove(id));
    fresh(response).json({ deleted: id });
  });
}
