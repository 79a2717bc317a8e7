import { z } from 'zod';
import { LIMIT_SOURCES } from '../alarms/alarm.ts';
import { PERCEIVED_SEVERITIES } from '../alarms/severity.ts';
import { ALARM_TYPES, PROBABLE_CAUSES } from '../alarms/x733.ts';
import { RESOURCE_KINDS } from '../model/resource.ts';
import type { Wire } from './http.ts';

/** The rules that alarms come from, with every number that they go by and where it is from. */

export const alarmRulesQuerySchema = z
  .object({ rule: z.string().max(60).optional().describe('One rule by its name; all without') })
  .strict();

const ms = z.int().min(0);
const labelSchema = z.object({ zh: z.string(), en: z.string() });
const kindSchema = z.enum([...RESOURCE_KINDS, 'source', 'server']);
const severitySchema = z.enum(PERCEIVED_SEVERITIES);
const sourceSchema = z
  .enum([...LIMIT_SOURCES, 'equipment'])
  .describe('Metric catalogue, zone pack (alarms.yaml), the rule itself, or the equipment that reports it');

const ruleLadderSchema = z.object({
  metric: z.string().nullable().describe('Metric of the catalogue; null where the rule judges something of its own'),
  unit: z.string().describe('Of raise and clear'),
  direction: z.enum(['above', 'below']).describe('Which side of a limit is wrong'),
  steps: z
    .array(z.object({ severity: severitySchema, raise: z.number(), clear: z.number() }))
    .min(1)
    .describe('Mildest first; raised beyond `raise`, cleared inside `clear`'),
  source: sourceSchema,
  document: labelSchema.describe('The clause or file that the limits are from'),
});

const ruleStatesSchema = z.object({
  metric: z.string(),
  faults: z.array(z.object({ state: z.string(), label: labelSchema, severity: severitySchema })).min(1),
  source: sourceSchema.describe('Of the severities'),
  standard: z.string().nullable().describe('Name and clause of the states in the standard that they are from'),
});

export const alarmRuleSchema = z
  .object({
    rule: z.string().describe('As `rule` of an alarm'),
    name: labelSchema,
    alarmType: z.enum(ALARM_TYPES),
    probableCause: z.enum(PROBABLE_CAUSES),
    off: z.boolean().describe('The zone pack has turned it off'),
    kinds: z.array(kindSchema).nullable().describe('Of what it judges; null: of whatever reports it'),
    resources: z
      .int()
      .min(0)
      .nullable()
      .describe('Those of them in service in this zone; null where it does not judge resources of the zone'),
    method: labelSchema.nullable().describe('How the value that is judged comes about, where it is not a reading'),
    ladders: z.array(ruleLadderSchema),
    states: z.array(ruleStatesSchema),
    occurrence: z
      .object({ severity: severitySchema.nullable(), when: labelSchema, source: sourceSchema })
      .nullable()
      .describe('What it finds where neither a limit nor a state says it; severity null: whoever reports it says it'),
    holdRaise: z.object({ ms, source: sourceSchema }).describe('How long it must be wrong before it is an alarm'),
    holdClear: z.object({ ms, source: sourceSchema }).describe('How long it must be right before it clears'),
    row: z.int().min(1).nullable().describe('Row of alarms.yaml that speaks of it'),
  })
  .meta({ id: 'AlarmRule' });

const sharedNumberSchema = z.object({ value: z.int().min(1), source: sourceSchema });

export const alarmRulesSchema = z
  .object({
    rules: z.array(alarmRuleSchema),
    raisesPerMinute: sharedNumberSchema.describe('Raises of one source in a minute; those beyond wait'),
    flappingRaises: sharedNumberSchema.describe('So many raises in ten minutes are flapping: the clear is held off'),
  })
  .meta({ id: 'AlarmRules' });

export type AlarmRule = Wire<z.infer<typeof alarmRuleSchema>>;
export type AlarmRules = Wire<z.infer<typeof alarmRulesSchema>>;
