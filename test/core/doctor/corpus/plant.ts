import type { Source } from '../../../../core/configuration.ts';
import type { Delivery } from '../../../../core/delivery.ts';
import type { SecretVersion } from '../../../../core/doctor/patient.ts';
import type { SenderRow } from './sender-row.ts';

/** Who holds which secret. */
export interface Secrets {
  /** What is stored. */
  readonly versions: readonly SecretVersion[];
  /** What the sender signs with. */
  readonly signWith: string;
  /** Sources beside the one that refuses. */
  readonly sources?: readonly Source[];
}

/** What becomes of a request on its way. */
export type Transit = (delivery: Delivery, row: SenderRow) => Delivery | undefined;

/** One mistake, made as an operator, a proxy or a network makes it. A hook that returns `undefined` cannot be made here. */
export interface Plant {
  readonly name: string;
  /** What the doctor has to call it. */
  readonly is: string;
  readonly secrets?: (row: SenderRow) => Secrets | undefined;
  /** What the sender sends in place of its sample. */
  readonly unsigned?: (delivery: Delivery, row: SenderRow) => Delivery | undefined;
  /** How it signs, where that is the mistake. */
  readonly sign?: (delivery: Delivery, row: SenderRow) => Delivery | undefined;
  /** What becomes of the request on its way. */
  readonly transit?: Transit;
  /** How long it takes, in milliseconds; negative when the sender's clock is ahead. */
  readonly takes?: number;
  /** Another request that was refused besides. */
  readonly others?: (row: SenderRow) => readonly Delivery[];
}

export const SOURCE = 'shop';

/** The one version of this source's secret. */
export const stored = (value: string): SecretVersion => ({ source: SOURCE, stage: 'current', value });
