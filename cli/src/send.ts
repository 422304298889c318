import { readFileSync } from 'node:fs';
import { API, type Receipt } from '@jisr/contract';
import { EXIT, type Exit, failureOf } from './failure.ts';
import { send as request } from './node-client.ts';
import type { Output } from './output.ts';

const ATTEMPTS = 6;
const AGAIN = new Set(['TOO_MANY_REQUESTS', 'NOT_READY', 'DATABASE_UNAVAILABLE', 'NODE_UNREACHABLE']);
const UNREADABLE = new Set(['MESSAGE_UNREADABLE', 'MESSAGE_EMPTY', 'FILE_MISSING']);

/** `jisr send`: posts each file as a carrier does. Exit 2 where something in a file could not be read, 4 where it was refused. */
export async function send(
  files: readonly string[],
  options: { readonly to: string; readonly key: string },
  out: Output,
): Promise<Exit> {
  let exit: Exit = EXIT.good;
  for (const file of files) {
    try {
      const receipt = await post(readFileSync(file), options);
      const refused = receipt.refusals.length;
      if (refused > 0) exit = EXIT.unreadable;
      const messages = receipt.messages.map(
        (message) =>
          `  ${message.function} ${message.reference ?? ''} ${message.travellers} travellers, ${message.issues.length} issues`,
      );
      out.result(
        [
          `${file}: ${receipt.replayed ? 'known' : 'accepted'} ${receipt.id}`,
          ...messages,
          ...(refused > 0 ? [`  ${refused} could not be read`] : []),
        ].join('\n'),
        { file, ...receipt },
      );
    } catch (error) {
      const { code, text, exit: why } = failureOf(error);
      exit = UNREADABLE.has(code) ? EXIT.unreadable : why;
      out.result(`${file}: ${text.en}\n${text.ar} (${code})`, { file, code, message: text });
    }
  }
  return exit;
}

/** The same bytes twice are one message, so trying again is always safe. */
async function post(
  bytes: Uint8Array<ArrayBuffer>,
  { to, key }: { readonly to: string; readonly key: string },
): Promise<Receipt> {
  const url = `${to.replace(/\/$/, '')}${API.sendMessage.path}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/edifact' },
        body: bytes,
      });
      return (await answer.json()) as Receipt;
    } catch (error) {
      if (attempt === ATTEMPTS || !AGAIN.has(failureOf(error).code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}
