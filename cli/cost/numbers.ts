/** Numbers as a bill writes them: always the same way, whatever the machine is set to. */

const grouped = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Dollars and cents. */
export const money = (dollars: number) => `$${grouped(dollars, 2)}`;

/** A whole number. */
export const count = (value: number) => grouped(Math.round(value), 0);

/** A quantity; small ones with what is behind the point. */
export const quantity = (value: number) => (value >= 100 ? count(value) : String(Number(value.toPrecision(3))));

/** A unit's price; tiny ones by the million. */
export const price = (dollars: number) =>
  dollars < 0.001 ? `$${Number((dollars * 1e6).toPrecision(6))} / million` : `$${dollars}`;
