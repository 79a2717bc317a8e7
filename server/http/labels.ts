import type { Express } from 'express';
import type { z } from 'zod';
import type { Resource } from '../../shared/model/resource.ts';
import { labelsQuerySchema } from '../../shared/wire/label-schemas.ts';
import { MAX_LABELS } from '../../shared/wire/labels.ts';
import type { Exports, Inventory } from '../ports.ts';
import { HttpError, notFound, parseQuery } from './errors.ts';
import { answering, sendFile } from './snapshot-answers.ts';

/** Sheets of labels to print; each code leads to the page of its resource on the address that was asked. */
export function mountLabels(app: Express, inventory: Inventory, exports: Pick<Exports, 'labels'>): void {
  app.get('/api/v1/labels.pdf', async (request, response) => {
    const query = parseQuery(labelsQuerySchema, request.query);
    const resources = wanted(inventory, query);
    const origin = `${request.protocol}://${request.get('host') ?? ''}`;
    const labels = resources.map(({ id, name }) => ({
      id,
      name,
      address: `${origin}/asset/${encodeURIComponent(id)}`,
    }));
    const bytes = await answering(() => exports.labels({ language: query.language, labels }));
    sendFile(response, bytes, 'application/pdf', `skyrack-labels-${inventory.zone.id}.pdf`);
  });
}

/** Throws HttpError `labels-of-what`, `not-found`, `no-labels`, `too-many-labels`. */
function wanted(inventory: Inventory, { kind, ids, below }: z.infer<typeof labelsQuerySchema>): readonly Resource[] {
  if (kind === undefined && ids === undefined) {
    throw new HttpError(400, { code: 'labels-of-what', message: 'say kind, ids or both', field: 'ids' });
  }
  if (below !== undefined && inventory.find(below) === undefined) throw notFound('resource', 'below');
  const named = ids === undefined ? inventory.ofKind(kind!) : namedOf(inventory, ids);
  const of = kind === undefined ? named : named.filter((resource) => resource.kind === kind);
  const labelled = below === undefined ? of : of.filter((resource) => isBelow(inventory, resource, below));
  if (labelled.length === 0) {
    throw new HttpError(400, { code: 'no-labels', message: 'nothing is there that would get a label', field: 'ids' });
  }
  if (labelled.length > MAX_LABELS) {
    const message = `${labelled.length} labels are too many for one file; ask for a part, with below or ids`;
    throw new HttpError(400, { code: 'too-many-labels', message, field: 'ids', limit: MAX_LABELS });
  }
  return labelled;
}

function namedOf(inventory: Inventory, ids: string): readonly Resource[] {
  const unique = new Set(ids.split(',').map((id) => id.trim()));
  return [...unique].map((id) => {
    const resource = inventory.find(id);
    if (resource === undefined) throw notFound('resource', 'ids');
    return resource;
  });
}

function isBelow(inventory: Inventory, resource: Resource, above: string): boolean {
  for (
    let at: Resource | undefined = resource;
    at !== undefined;
    at = at.parent === null ? undefined : inventory.find(at.parent)
  ) {
    if (at.id === above) return true;
  }
  return false;
}
