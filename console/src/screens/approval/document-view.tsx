/** Any JSON document as people read it: members in words where they have some, lists in one line, texts in their own direction. */
import { Urgency } from '@jisr/contract';
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './approval.module.css';

interface DocumentViewProps {
  readonly value: unknown;
  /** The member that holds it: its closed list, if it has one, says the value in words. */
  readonly of?: string;
}

/** Members whose values are of a closed list of the memoranda. */
const LISTS: Readonly<Record<string, Parameters<typeof labelOf>[0]>> = {
  action: 'action',
  assurances: 'assurance',
  category: 'category',
  fields: 'field',
  mode: 'mode',
  offence: 'offence',
  purpose: 'purpose',
  tlp: 'tlp',
};
/** Members that every approval of a disclosure has, which are no field of a category. */
const MEMBERS: ReadonlySet<string> = new Set([
  'action',
  'agency',
  'assurances',
  'category',
  'content',
  'disclosure',
  'fields',
  'from',
  'inReplyTo',
  'mode',
  'offence',
  'party',
  'payloadDigest',
  'purpose',
  'thread',
  'tlp',
  'to',
]);
const isPlain = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/**
 * @example
 * <DocumentView value={sheet.document} />
 */
export function DocumentView({ value, of = '' }: DocumentViewProps) {
  const { t, pick } = useTexts();
  if (value === null || value === undefined || value === '') return <None />;
  if (typeof value === 'boolean') return <>{t(value ? 'approval.yes' : 'approval.no')}</>;
  if (typeof value === 'number') return <Code>{String(value)}</Code>;
  if (typeof value === 'string') {
    const list = LISTS[of];
    const urgency = of === 'urgency' && Urgency.safeParse(value).data;
    const words = urgency ? t(`request.urgency.${urgency}`) : list ? pick(labelOf(list, value)) : value;
    return <bdi className={styles.text}>{words}</bdi>;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return <None />;
  if (Array.isArray(value) && value.every(isPlain)) return <PlainList values={value} of={of} />;
  return (
    <dl className={styles.members}>
      {entries.map(([name, member]) => (
        <div key={name} className={styles.member}>
          <dt>
            {Array.isArray(value) ? <Code>{String(Number(name) + 1)}</Code> : <MemberName name={name} />}
          </dt>
          <dd>
            <DocumentView value={member} of={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a member means where there is a word for it; the name that is signed is under the pointer, and in the raw text. */
function MemberName({ name }: { readonly name: string }) {
  const { t, pick } = useTexts();
  const words = MEMBERS.has(name) ? t(`approval.member.${name}`) : pick(labelOf('field', name));
  if (words === name) return <Code>{name}</Code>;
  return <span title={name}>{words}</span>;
}

function PlainList({ values, of }: { readonly values: readonly (string | number)[]; readonly of: string }) {
  return (
    <ul className={styles.plain}>
      {values.map((value) => (
        <li key={String(value)}>
          <DocumentView value={value} of={of} />
        </li>
      ))}
    </ul>
  );
}
