import { apps, synthesizeKept } from './kept-apps.ts';

// To be run on purpose only: it takes what the code makes now for what is deployed.
for (const name of Object.keys(apps)) synthesizeKept(name, { kept: 'write' });
