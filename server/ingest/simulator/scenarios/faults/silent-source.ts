import { z } from 'zod';
import { RESOURCE_KINDS } from '../../../../../shared/model/resource.ts';
import { fault } from '../fault.ts';

/**
 * Who reports for a place has stopped: nothing is heard of the resource and of everything below it, or of the one kind
 * that `kind` names. They go on as before.
 */
export const silentSource = fault({
  name: 'silent-source',
  kinds: RESOURCE_KINDS,
  params: z.object({ kind: z.enum(RESOURCE_KINDS).optional() }).strict(),
  begin(target, { kind }, { topology }) {
    const kinds = kind === undefined ? RESOURCE_KINDS : [kind];
    const ids = kinds.flatMap((each) => topology.below(target.id, each)).map(({ id }) => id);
    return (_time, { silent }) => {
      for (const id of ids) silent.add(id);
    };
  },
});
