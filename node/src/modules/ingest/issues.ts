import type { Issue } from '@jisr/contract';

const place = { segment: null, offset: null, raw: null };

/** The same body came before (travellers.md §1.4). */
export const DUPLICATE: Issue = {
  ...place,
  code: 'DUPLICATE',
  severity: 'info',
  message: {
    en: 'The same message came within the last seven days. It is counted and linked to the first.',
    ar: 'وردت الرسالة نفسها خلال الأيام السبعة الماضية، فعُدّت ورُبطت بالأولى.',
  },
};

/** Nothing in the bytes looks like a message, and the reader could not say more. */
export const UNREADABLE: Issue = {
  ...place,
  offset: 0,
  code: 'UNREADABLE',
  severity: 'error',
  message: { en: 'No message was found in the bytes.', ar: 'لم يُعثر على أي رسالة في البيانات.' },
};
