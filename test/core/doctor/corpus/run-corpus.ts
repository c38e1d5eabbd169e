import type { Delivery } from '../../../../core/delivery.ts';
import { diagnose } from '../../../../core/doctor/diagnose.ts';
import type { Diagnosis } from '../../../../core/doctor/diagnosis.ts';
import type { DoctorContext } from '../../../../core/doctor/patient.ts';
import { sourceOf } from '../../source-of.ts';
import { BODY_PLANTS } from './body-plants.ts';
import { type Plant, SOURCE, stored } from './plant.ts';
import { REQUEST_PLANTS } from './request-plants.ts';
import { SECRET_PLANTS } from './secret-plants.ts';
import { NOW, type SenderRow, signed, unsigned } from './sender-row.ts';

export const PLANTS: readonly Plant[] = [...SECRET_PLANTS, ...BODY_PLANTS, ...REQUEST_PLANTS];

/** A request with something wrong, and what the doctor is told. */
export interface Case {
  readonly delivery: Delivery;
  readonly receivedAt: number;
  readonly context: DoctorContext;
}

/** Makes mistakes together, or `undefined` when this sender cannot have them, or would not notice. */
export async function plant(row: SenderRow, ...plants: readonly Plant[]): Promise<Case | undefined> {
  const secretPlant = plants.find(({ secrets }) => secrets);
  const secrets = secretPlant ? secretPlant.secrets?.(row) : { versions: [stored(row.secret)], signWith: row.secret };
  if (!secrets) return undefined;
  let delivery: Delivery | undefined = unsigned(row);
  for (const { unsigned: change } of plants) if (change && delivery) delivery = change(delivery, row);
  if (!delivery) return undefined;
  const sign = plants.find((each) => each.sign)?.sign;
  delivery = sign ? sign(delivery, row) : signed(row, delivery, secrets.signWith);
  for (const { transit } of plants) if (transit && delivery) delivery = transit(delivery, row);
  if (!delivery) return undefined;

  const source = sourceOf(row.provider, { name: SOURCE });
  const context: DoctorContext = {
    source,
    sources: [source, ...(secrets.sources ?? [])],
    secrets: secrets.versions,
    secretPrefix: 'Webhooks/',
    now: NOW,
    origins: ['https://a1b2c3.execute-api.eu-central-1.amazonaws.com'],
    others: plants.flatMap(({ others }) => others?.(row) ?? []),
  };
  const receivedAt = NOW + plants.reduce((sum, { takes = 0 }) => sum + takes, 0);
  const keys = [row.provider.scheme.key(secrets.versions[0]?.value.trim() ?? '')].filter((key) => key !== undefined);
  const verdict = await row.provider.scheme.verify(delivery, keys, { now: receivedAt });
  return verdict.ok ? undefined : { delivery, receivedAt, context };
}

export const examineCase = ({ delivery, receivedAt, context }: Case): Promise<Diagnosis> =>
  diagnose({ delivery, receivedAt }, context);
