import { createHash, timingSafeEqual } from 'node:crypto';

/** Tells whether two texts are the same, in a time that says nothing about where they differ. */
export const sameText = (left: string, right: string) => timingSafeEqual(digest(left), digest(right));

const digest = (text: string) => createHash('sha256').update(text).digest();
