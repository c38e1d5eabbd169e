/** A name as it is part of the name of an output, which allows letters and digits only: `record-payment` is `RecordPayment`. */
export const outputName = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
