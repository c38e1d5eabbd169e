import type { Mistake } from '../patient.ts';
import { bodyMistakes } from './body.ts';
import { bodyForm } from './body-form.ts';
import { bodyReserialised } from './body-reserialised.ts';
import { bodyCorrupted, bodyCutOff } from './body-search.ts';
import { headerCorrupted } from './header-corrupted.ts';
import { headerForm } from './header-form.ts';
import { headerName } from './header-name.ts';
import { contentType, otherBody, wrongSource } from './other-delivery.ts';
import { otherSecret } from './other-secret.ts';
import { wrongAlgorithm, wrongContent, wrongEncoding, wrongTimeUnit } from './scheme.ts';
import { secretEncoding } from './secret-encoding.ts';
import { secretMistyped } from './secret-mistyped.ts';
import { secretWrapped, secretWrappedAtProvider } from './secret-wrapped.ts';
import { wrongUrl } from './url.ts';

/** What can be wrong with the secret. A new mistake is a new row in one of these three lists. */
export const SECRET_MISTAKES: readonly Mistake[] = [
  ...otherSecret,
  secretWrapped,
  secretWrappedAtProvider,
  secretEncoding,
];

/** What can be wrong with the request, or with how it is checked; the more specific one first. */
export const DELIVERY_MISTAKES: readonly Mistake[] = [
  wrongSource,
  headerName,
  wrongEncoding,
  headerForm,
  ...bodyMistakes,
  bodyForm,
  bodyReserialised,
  contentType,
  wrongUrl,
  wrongTimeUnit,
  wrongAlgorithm,
  wrongContent,
  otherBody,
];

/** What takes many checks to find; they end when the work allowed is used up. */
export const SEARCHES: readonly Mistake[] = [secretMistyped, headerCorrupted, bodyCutOff, bodyCorrupted];
