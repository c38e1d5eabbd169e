import { readFileSync, writeFileSync } from 'node:fs';
import { PAGE, withTable } from './deadline-table.ts';

writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8')));
