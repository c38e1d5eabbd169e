import { existsSync, readFileSync, rmSync } from 'node:fs';
import { writeAtomically } from '../write-atomically.ts';

/** An item as DynamoDB's JSON has it: attribute values by name. */
export type StoredItem = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What an item was before a transaction touched it; `item` is absent when it was not there. */
export interface BeforeImage {
  readonly table: string;
  readonly key: StoredItem;
  readonly item?: StoredItem | undefined;
}

/** What has to be put back when a transaction does not come to its end: in a file, since the run may be killed. */
export interface TransactionJournal {
  open(images: readonly BeforeImage[]): void;
  /** The images of a transaction that has not ended. */
  read(): readonly BeforeImage[];
  close(): void;
}

/** Opens the journal in a file, or in memory when there is none. */
export function openJournal(file: string | undefined): TransactionJournal {
  let open: readonly BeforeImage[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  return {
    open(images) {
      if (file) writeAtomically(file, JSON.stringify(images));
      open = images;
    },
    read: () => open,
    close() {
      if (file) rmSync(file, { force: true });
      open = [];
    },
  };
}
