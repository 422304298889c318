import { API, type ApprovalDetail, type Partner, type Reply, type RouteSpec } from '@jisr/contract';
import { DRAFTS } from '@jisr/memorandum';
import { softKey } from '../../../node/test/soft-key.ts';
import { PASSWORD, type PEOPLE } from './bridge-words.ts';
import { until } from './client.ts';

const WITHIN_MS = 60_000;
const [BORDERS] = DRAFTS;

/** A signed-in person with a passkey. */
interface Person {
  call<Route extends RouteSpec>(route: Route, body?: unknown, id?: string): Promise<Reply<Route>>;
  /** Approves everything that waits for this person, with the passkey, over the digest of what was read. */
  approve(): Promise<number>;
}

async function person(address: string, username: keyof typeof PEOPLE): Promise<Person> {
  const signedIn = await fetch(address + API.signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const call: Person['call'] = async (route, body, id = '') => {
    const path = route.path.replace(':id', id);
    const answer = await fetch(address + path, {
      method: route.method,
      headers: { cookie, 'x-jisr-csrf': csrfToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${route.method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return (text === '' ? null : JSON.parse(text)) as Reply<typeof route>;
  };
  const key = softKey();
  const { challengeId, options } = await call(API.beginPasskey);
  const registration = key.register((options as { challenge: string }).challenge);
  await call(API.addPasskey, { challengeId, name: 'bench', registration });
  return {
    call,
    async approve() {
      const { items } = await call(API.listApprovals);
      for (const { id } of items) {
        const { digest } = (await call(API.readApproval, undefined, id)) as ApprovalDetail;
        const assertion = key.sign(Buffer.from(digest, 'hex').toString('base64url'));
        await call(API.approve, { digest, proof: { method: 'passkey', assertion } }, id);
      }
      return items.length;
    },
  };
}

interface Staff {
  readonly author: Person;
  /** Two people other than the author approve what waits. */
  agree(): Promise<void>;
}

const staffs = new Map<string, Promise<Staff>>();

/** The three people of a node; each signs in once. */
function staffOf(address: string): Promise<Staff> {
  const known = staffs.get(address);
  if (known) return known;
  const made = (async () => {
    const author = await person(address, 'author');
    const others = [await person(address, 'second'), await person(address, 'third')];
    return {
      author,
      async agree() {
        for (const other of others)
          if ((await other.approve()) === 0) throw new Error('nothing waits for an approval');
      },
    };
  })();
  staffs.set(address, made);
  return made;
}

/** The whole ceremony: cards carried over, words compared, two approvals on each side, keys proved. */
export async function pair(one: string, other: string): Promise<void> {
  const staff = [await staffOf(one), await staffOf(other)] as const;
  const partner = ({ author }: Staff): Promise<Partner> => author.call(API.readPartner);
  for (const [own, peer] of [staff, [...staff].reverse()] as Staff[][]) {
    const { own: card } = await partner(peer!);
    await own!.author.call(API.importCard, { signed: card.signed });
  }
  for (const own of staff) {
    const { peer } = await partner(own);
    await own.author.call(API.compareWords, { words: peer!.fingerprint.en.join(' ') });
    await own.agree();
  }
  await until(
    async () => {
      const states = [];
      for (const own of staff) states.push((await own.author.call(API.provePeer)).peer?.state);
      return states.every((state) => state === 'active') || null;
    },
    WITHIN_MS,
    250,
  );
}

/** The memorandum on borders: written by one, proposed to the other, signed by both. */
export async function agree(one: string, other: string): Promise<void> {
  const [own, peer] = [await staffOf(one), await staffOf(other)];
  const { id } = await own.author.call(API.importMemorandum, { text: JSON.stringify(BORDERS) });
  await own.author.call(API.proposeMemorandum, undefined, id!);
  await own.agree();
  const standing = async ({ author }: Staff) =>
    (await author.call(API.listMemoranda)).items.find(({ code }) => code === BORDERS.id);
  const arrived = await until(async () => (await standing(peer)) ?? null, WITHIN_MS, 100);
  for (const [staff, memorandum] of [
    [peer, arrived.id],
    [own, id!],
  ] as const) {
    await staff.author.call(API.signMemorandum, undefined, memorandum);
    await staff.agree();
  }
  for (const staff of [own, peer])
    await until(async () => (await standing(staff))?.standing === 'in-force' || null, WITHIN_MS, 100);
}
