import { cloudinaryScheme } from '../signatures/cloudinary.ts';
import type { Provider } from './provider.ts';

export const cloudinary: Provider = {
  id: 'cloudinary',
  name: 'Cloudinary',
  scheme: cloudinaryScheme,
  content: 'json',
  event: { type: 'body.notification_type', time: 'body.timestamp', subject: 'body.public_id' },
  docs: 'https://cloudinary.com/documentation/notification_signatures',
};
