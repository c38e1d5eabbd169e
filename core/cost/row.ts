import { PRICES, type PriceName } from './prices.ts';

/** One line of the bill. */
export interface CostRow {
  readonly service: string;
  readonly item: string;
  /** In a month. */
  readonly quantity: number;
  readonly unit: string;
  /** Dollars. */
  readonly unitPrice: number;
  /** Dollars. */
  readonly perMonth: number;
  /** Whether it is there without any event, or grows with them. */
  readonly kind: 'fixed' | 'variable';
}

/** Makes a row; what does not occur has none. */
export function row(
  kind: CostRow['kind'],
  service: string,
  item: string,
  quantity: number,
  price: PriceName,
): readonly CostRow[] {
  if (quantity === 0) return [];
  const { dollars, unit } = PRICES[price];
  return [{ service, item, quantity, unit, unitPrice: dollars, perMonth: quantity * dollars, kind }];
}
